# Two commands matter: `make serve` and `make test`. Everything they need is made on the way.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: help serve test test-fast lint bench bench-contents bench-pictures bench-slow early lock messages clean vendor

help:  ## Show the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Set PYTHON=…"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "The module venv is missing: install it (Debian: apt-get install python3-venv)."; exit 2; }

$(VENV)/run: $(BIN)/python requirements/run.txt setup.cfg
	@echo "Installing the portal…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test: $(VENV)/run requirements/test.txt
	@echo "Installing what the tests need…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

serve: $(VENV)/run  ## Run the portal at http://127.0.0.1:6543, with a sample site when there is none
	@test -e var/main || $(BIN)/mukhtabar demo
	@$(BIN)/mukhtabar serve $(ARGS)

test: $(VENV)/test  ## Check everything and run all tests
	@$(BIN)/python tools/needs.py
	@$(MAKE) --no-print-directory lint
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

test-fast: $(VENV)/test  ## The tests that need no browser and no packaging
	@$(BIN)/python -m pytest -n auto --dist worksteal --ignore tests/browser --ignore tests/packaging $(ARGS)

lint: $(VENV)/test  ## Ruff, mypy, templates, catalogues
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python tools/lint_templates.py
	@$(BIN)/python tools/messages.py check

bench: $(VENV)/test  ## Requests per second against a bare server, and page weights
	@$(BIN)/python benchmarks/pages.py $(ARGS)

bench-contents: $(VENV)/test  ## The contents page and a save at 100 and at 50,000 documents
	@$(BIN)/python benchmarks/contents.py $(ARGS)

bench-pictures: $(VENV)/test  ## Time and memory to attach a large photograph, and what its scales weigh
	@$(BIN)/python benchmarks/pictures.py $(ARGS)

bench-slow: $(VENV)/test  ## Until the first text is on the screen, over a slow line
	@$(BIN)/python benchmarks/slow.py $(ARGS)

early: $(VENV)/test  ## Random people do random things; nothing is shown early (goal R3, the long form)
	@$(BIN)/python -m tests.early $(ARGS)

lock: $(BIN)/python  ## Resolve the requirements again, with hashes
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements/run.in -o requirements/run.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements/test.in -o requirements/test.txt

vendor:  ## Build the rich-text editor again from editor/ (needs Node 18 or newer and npm)
	@cd editor && npm ci --ignore-scripts --no-audit --no-fund --silent && node build.mjs

messages: $(VENV)/test  ## Bring the catalogues in step with the sentences
	@$(BIN)/python tools/messages.py update

clean:  ## Remove the environment and what was built; var/ stays
	@rm -rf $(VENV) build dist src/*.egg-info
