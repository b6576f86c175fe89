# Everything a developer needs; continuous integration calls the same. `make help` lists it.
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= .dev
PYTHON ?= $(shell sh scripts/find-python)
PYTEST ?=

version := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
venv := .venv-$(version)
bin := $(venv)/bin

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test lint types wire frontend pytest bench clean python-found

help: ## show this
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 20
	@echo "  Settings: PORT=$(PORT) HOST=$(HOST) DATA=$(DATA) PYTHON=$(PYTHON)"

run: $(venv)/run ## start everything and print the address; PORT=8000
	@sh scripts/setup-system run $(bin)/python
	@exec $(bin)/python -m chatxblock.devserver --host $(HOST) --port $(PORT) --data $(DATA) --with-parent

test: lint types frontend pytest ## run every check and every test

lint: $(venv)/test ## check style, format and the rules of who may import whom
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/lint-imports

types: $(venv)/test ## check the types
	$(bin)/mypy

wire: $(venv)/test ## write the front end's types of what goes over the wire, from chatxblock/web/schemas
	$(bin)/python -m scripts.wire

frontend: static/node_modules/.installed ## check and test the front end, build it, and compare with static/dist
	sh scripts/check-frontend

pytest: $(venv)/test ## run the Python tests; PYTEST="-k room" narrows
	@sh scripts/setup-system test $(bin)/python
	$(bin)/python -m pytest $(PYTEST)

bench: $(venv)/test ## measure, each figure beside its floor; BENCH="ask log" narrows
	@sh scripts/setup-system test $(bin)/python
	$(bin)/python -m benchmarks $(BENCH)

clean: ## delete what was built or installed here; what was said stays
	rm -rf .venv-* build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis \
	    test-results static/node_modules

python-found:
	@test -n "$(version)" || { echo "This Python does not work: $(PYTHON). Try another: make PYTHON=python3.11" >&2; exit 1; }

$(venv)/run: setup.py pyproject.toml | python-found
	@sh scripts/setup-system run $(PYTHON)
	@echo "Installing into $(venv): about a minute, once" >&2
	@$(PYTHON) -m venv $(venv)
	@$(bin)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(venv)/test: setup.py pyproject.toml | python-found
	@sh scripts/setup-system test $(PYTHON)
	@echo "Installing into $(venv): about a minute, once" >&2
	@$(PYTHON) -m venv $(venv)
	@$(bin)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $(venv)/run $@

static/node_modules/.installed: static/package-lock.json
	npm --prefix static ci --no-audit --no-fund
	@touch $@
