"""Code in colours, by classes that a page's style sheet knows. This module must not know of Markdown."""

from __future__ import annotations

from functools import cache

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

PREFIX = "code-"
"""What the classes begin with, so that none is a class of the page."""
LANGUAGES = {
    "bash": "bash", "sh": "bash", "shell": "bash",
    "c": "c", "h": "c", "cpp": "cpp", "c++": "cpp", "cxx": "cpp", "cs": "csharp", "csharp": "csharp", "c#": "csharp",
    "css": "css", "go": "go", "golang": "go", "haskell": "haskell", "hs": "haskell", "html": "html", "xml": "xml",
    "java": "java", "javascript": "javascript", "js": "javascript", "json": "json", "julia": "julia", "jl": "julia",
    "kotlin": "kotlin", "latex": "latex", "tex": "latex", "matlab": "matlab", "octave": "octave",
    "php": "php", "pascal": "pascal", "py": "python", "python": "python", "python3": "python", "pycon": "pycon",
    "r": "r", "ruby": "ruby", "rb": "ruby", "rust": "rust", "rs": "rust", "scala": "scala", "scheme": "scheme",
    "sql": "sql", "swift": "swift", "typescript": "typescript", "ts": "typescript", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip
"""What somebody may write behind the back ticks, and the lexer's name. The library has hundreds more, and some of them
take minutes over a few lines; these are what courses are about, and each was tried with hostile text."""


def highlighted(code: str, language: str) -> str | None:
    """Return code as HTML, in spans with classes; None for a language that is not known here."""
    name = LANGUAGES.get(language.lower())
    return None if name is None else highlight(code, _lexer(name), _formatter())


@cache
def _lexer(name: str) -> Lexer:
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


@cache
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True, classprefix=PREFIX)
