"""Package chatxblock.

`static/` and `templates/` stand at the top of the project and `deploy/ejabberd/` where an operator looks for it, yet
all three are part of the installed package. `package_dir` says so to every build; the symbolic links of the same names
in `chatxblock/` say so to a bare checkout. A second list of the files would drift: `package_data` is the only one.
"""

from __future__ import annotations

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).resolve().parent

DEV = [
    "Django>=5.2,<6",
    "waitress>=3.0.1",
    "xblock-sdk>=0.14",
]

TEST = [
    "PyMySQL",
    "axe-playwright-python",
    "build",
    "code-annotations",
    "django-stubs>=5",
    "gunicorn>=23",
    "hypothesis",
    "import-linter>=2.1",
    "jsonschema>=4",
    "lxml-stubs",
    "mypy>=1.14",
    "openapi-spec-validator",
    "psycopg[binary]>=3.1",
    "pytest>=8",
    "pytest-django>=4.9",
    "pytest-playwright",
    "pytest-randomly",
    "pytest-xdist>=3.5",
    "pyuwsgi",
    "requests>=2.32.4",
    "ruff>=0.9",
    "setuptools>=78.1.1",
    "simpy>=4.1",
    "standardwebhooks>=1.1",
    "types-PyYAML",
    "types-jsonschema",
    "types-requests",
    "uv",
]

setup(
    name="chatxblock",
    version="0.1.0",
    description="An XBlock in which learners who are stuck ask fellow learners for help, in a chat room of their own",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license_expression="Apache-2.0",
    license_files=["LICENSE"],
    keywords=["open edx", "xblock", "chat", "xmpp", "ejabberd", "peer help"],
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Environment :: Web Environment",
        "Framework :: Django",
        "Framework :: Django :: 4.2",
        "Framework :: Django :: 5.2",
        "Intended Audience :: Education",
        "Operating System :: POSIX",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Topic :: Communications :: Chat",
        "Topic :: Education",
        "Typing :: Typed",
    ],
    python_requires=">=3.11",
    packages=[
        *find_packages(include=["chatxblock", "chatxblock.*"], exclude=["chatxblock.ejabberd"]),
        "chatxblock.ejabberd",
        "chatxblock.resources.public",
        "chatxblock.templates",
    ],
    package_dir={
        "chatxblock.ejabberd": "deploy/ejabberd",
        "chatxblock.resources.public": "static/dist",
        "chatxblock.templates": "templates",
    },
    include_package_data=False,
    package_data={
        "chatxblock": ["locale/*/LC_MESSAGES/*.mo", "locale/*/LC_MESSAGES/*.po", "py.typed"],
        "chatxblock.devserver": ["templates/devserver/*"],
        "chatxblock.ejabberd": ["*.erl", "*.md", "*.sql", "*.tmpl"],
        "chatxblock.resources.public": ["*.css", "*.js", "*.json", "*.svg", "*.txt"],
        "chatxblock.templates": ["chatxblock/*.css", "chatxblock/*.html", "chatxblock_dashboard/*.html"],
    },
    zip_safe=False,
    # Lower bounds are what `make test-lowest` runs with; docs/decisions/0007-dependencies.md says how each was chosen.
    install_requires=[
        "Django>=4.2,!=5.0.*,!=5.1.*,<6",
        "PyJWT>=2.4",
        "Pygments>=2.20",
        "XBlock[django]>=5",
        "latex2mathml>=3.78",
        "lxml>=4.9.3",
        "markdown-it-py>=3",
        "mdit-py-plugins>=0.4.2",
        "nh3>=0.3.7",
        "prometheus-client>=0.20",
        "pydantic>=2.7,<3",
        "slixmpp>=1.17",
        "snowballstemmer>=3.0.1,<4",
        "tqdm>=4.66.3",
        # XBlock 6.2 and later, which needs Python 3.12, brings the same files itself.
        'web-fragments>=2; python_version < "3.12"',
        "websockets>=15",
    ],
    extras_require={"dev": DEV, "test": [*DEV, *TEST]},
    entry_points={
        "xblock.v1": ["chatxblock = chatxblock.block:ChatXBlock"],
        "lms.djangoapp": ["chatxblock = chatxblock.apps:ChatxblockConfig"],
        "cms.djangoapp": ["chatxblock = chatxblock.apps:ChatxblockConfig"],
    },
)
