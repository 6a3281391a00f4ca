# The two commands that matter: `make run` and `make test`. Both set up what they need, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ROUTINE ?=
INPUTS ?=

.PHONY: help run test check bench bench-library kills fuzz shots man clean
.DEFAULT_GOAL := help

help: ## Show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: $(VENV)/.run-ready ## Start hipflow (installs what it needs the first time)
	@$(BIN)/hipflow $(if $(ROUTINE),run $(ROUTINE))

test: $(VENV)/.dev-ready ## Run the tests
	$(BIN)/python -m pytest

check: $(VENV)/.dev-ready ## Lint, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev-ready ## Print the benchmarks
	@for each in tests/benchmarks/bench_*.py; do echo "== $$each"; $(BIN)/python -m $$(echo $${each%.py} | tr / .) || exit 1; done

bench-library: $(VENV)/.dev-ready ## Print what 10,000 routine files cost
	$(BIN)/python -m tests.benchmarks.bench_library

fuzz: $(VENV)/.dev-ready ## Try 100,000 inputs (INPUTS=n) that nobody should write, and keep what goes wrong
	-$(BIN)/python -m pip install --quiet --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzzing.fuzz $(INPUTS)

kills: $(VENV)/.dev-ready ## Kill a session 200 times, and see that nothing is lost
	HIPFLOW_TEST_KILLS=200 $(BIN)/python -m pytest -s tests/store/test_kills.py

shots: $(VENV)/.dev-ready ## Make the pictures of the README anew
	$(BIN)/python docs/make_shots.py

man: $(VENV)/.dev-ready ## Write the manual page anew
	$(BIN)/python docs/make_man.py

clean: ## Remove what the other commands made
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "hipflow needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev-ready: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.run-ready
