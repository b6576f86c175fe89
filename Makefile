# Everything a developer needs; continuous integration calls the same. `make help` lists it.
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= .dev
# As it was typed: a folder's name may have a $ in it.
override DATA := $(value DATA)
export DATA
PYTHON ?= $(shell sh scripts/find-python)
PYTEST ?=
JOBS ?= auto
LOCK ?= --upgrade
LOAD ?=
LOAD_SECONDS ?= 6
SCREENS ?=
VARIANTS ?=
ACCEPT ?=

version := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
venv := .venv-$(version)
bin := $(venv)/bin
lowest := .venv-lowest-$(version)
# What starts the dev server, which is for developers and needs a newer Django than the block does.
needs_devserver := tests/integration/test_devserver.py tests/integration/test_log_hygiene.py

# What is compiled once need not be compiled again by each of the hundreds of processes that the tests start.
export PYTHONDONTWRITEBYTECODE :=

.DELETE_ON_ERROR:
ifeq ($(MAKECMDGOALS),checks) # which do not disturb each other
MAKEFLAGS += --jobs --output-sync=target
else
.NOTPARALLEL:
endif
.PHONY: help run cluster test checks lint types wire frontend pytest soak screens test-lowest bench load lock clean python-found

help: ## show this
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 20
	@printf '  Settings: PORT=%s HOST=%s DATA=%s PYTHON=%s\n' "$(PORT)" "$(HOST)" "$$DATA" "$(PYTHON)"

run: $(venv)/run ## start everything and print the address; PORT=8000, DEMO=1 with a made-up course
	@sh scripts/setup-system run $(bin)/python
	@exec $(bin)/python -m chatxblock.devserver --host $(HOST) --port $(PORT) --data "$$DATA" --with-parent $(if $(DEMO),--demo)

cluster: $(venv)/test ## the same as on several machines: two chat servers behind HAProxy, two sites, two sweeps; begins empty
	@sh scripts/setup-system test $(bin)/python
	@exec $(bin)/python -m chatxblock.devserver --cluster --host $(HOST) --port $(PORT) --data "$$DATA-cluster" --with-parent $(if $(DEMO),--demo)

test: ## run every check and every test
	@$(MAKE) --no-print-directory checks
	@$(MAKE) --no-print-directory pytest

checks: lint types frontend ## run every check, side by side

lint: $(venv)/test ## check style, format and the rules of who may import whom
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

types: $(venv)/test ## check the types
	$(bin)/python -m mypy

wire: $(venv)/test ## write the front end's types of what goes over the wire, from chatxblock/web/schemas
	$(bin)/python -m scripts.wire

frontend: static/node_modules/.installed ## check and test the front end, build it, and compare with static/dist
	sh scripts/check-frontend

pytest: $(venv)/test ## run the Python tests in a process a core and one more; PYTEST="-k room" narrows, JOBS=0 has one
	@sh scripts/setup-system test $(bin)/python
	$(bin)/python -m scripts.run_tests -n $(JOBS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(PYTEST)

soak: $(venv)/test ## run what takes long: every moment at which something may break, every server; PYTEST="-k killed" narrows
	@sh scripts/setup-system test $(bin)/python
	$(bin)/python -m pytest -n $(JOBS) --maxprocesses 4 --dist load -m soak $(PYTEST)

screens: $(venv)/test static/node_modules/.installed ## take pictures of every screen in every state; SCREENS="room inbox" narrows
	@sh scripts/setup-system test $(bin)/python
	npm --prefix static run --silent build
	$(bin)/python -m tests.gallery $(SCREENS) $(addprefix --variants=,$(VARIANTS)) $(if $(ACCEPT),--accept)

test-lowest: $(lowest)/test ## run the tests with the oldest packages that setup.py allows; PYTHON=python3.11
	$(lowest)/bin/python -m pytest tests/unit tests/integration $(addprefix --ignore=,$(needs_devserver)) $(PYTEST)

bench: $(venv)/test ## measure, each figure beside its floor; BENCH="ask log" narrows
	@sh scripts/setup-system test $(bin)/python
	$(bin)/python -m benchmarks $(BENCH)

load: $(venv)/test ## see how much this machine carries; LOAD="lines asks" narrows, LOAD_SECONDS=2 is rougher
	@sh scripts/setup-system test $(bin)/python
	$(bin)/python -m benchmarks.machine $(LOAD) --seconds $(LOAD_SECONDS)

lock: $(venv)/test ## take the newest packages into requirements/; LOCK= keeps those that still fit
	sh scripts/lock $(bin)/uv $(LOCK)

clean: ## delete what was built or installed here; what was said stays
	rm -rf .venv-* build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis \
	    test-results static/node_modules

python-found:
	@test -n "$(version)" || { echo "This Python does not work: $(PYTHON). Try another: make PYTHON=python3.11" >&2; exit 1; }

requirements/%-$(version).txt: | python-found
	@echo "There is no $@: chatxblock is developed on Python 3.11 and 3.12. Try: make PYTHON=python3.11" >&2; exit 1

$(venv)/run: requirements/dev-$(version).txt setup.py pyproject.toml scripts/install | python-found
	@sh scripts/setup-system run $(PYTHON)
	@sh scripts/install $(PYTHON) $(venv) $<
	@touch $@

$(venv)/test: requirements/test-$(version).txt setup.py pyproject.toml scripts/install | python-found
	@sh scripts/setup-system test $(PYTHON)
	@sh scripts/install $(PYTHON) $(venv) $<
	@touch $(venv)/run $@

$(lowest)/test: requirements/lowest-$(version).txt setup.py pyproject.toml scripts/install | python-found
	@sh scripts/setup-system run $(PYTHON)
	@sh scripts/install $(PYTHON) $(lowest) $<
	@touch $@

static/node_modules/.installed: static/package-lock.json
	npm --prefix static ci --no-audit --no-fund
	@touch $@
