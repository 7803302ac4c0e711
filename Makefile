# make brief: a brief from the sample newsroom.  make test: every check there is.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
TESTS ?= tests
WORKERS ?= auto
PYTEST = $(BIN)/pytest -n $(WORKERS) --dist worksteal

.PHONY: help brief install test check lint types imports tests coverage wheel bench chaos clean

help:
	@echo "make brief   install, collect the sample newsroom, show its brief (var/demo/)"
	@echo "make test    every check: lint, types, imports, tests, wheel"
	@echo "make check   the same without building the wheel; make tests: the tests alone (TESTS=tests/unit for some)"
	@echo "make coverage   the tests, and which lines none of them reaches"
	@echo "make bench   quality and speed on evaluation data: make bench DATA=../shared"
	@echo "make chaos   workers and databases killed hundreds of times: nothing lost, nothing twice"

$(VENV)/installed: pyproject.toml constraints.txt
	@echo "Installing into $(VENV) (once; a minute or two)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[all]'
	@touch $@

$(VENV)/developing: $(VENV)/installed
	@echo "Installing what the checks need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev
	@touch $@

install: $(VENV)/installed

brief: $(VENV)/installed
	@$(BIN)/briefing demo

lint: $(VENV)/developing
	@echo "== ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/developing
	@echo "== mypy"
	@$(BIN)/mypy

imports: $(VENV)/developing
	@echo "== import-linter"
	@$(BIN)/lint-imports

tests: $(VENV)/developing
	@echo "== pytest"
	@$(PYTEST) $(TESTS)

coverage: $(VENV)/developing
	@echo "== pytest, with coverage"
	@$(PYTEST) --cov --cov-report=term:skip-covered $(TESTS)

check: lint types imports tests

wheel: $(VENV)/developing
	@echo "== wheel"
	@BIN=$(BIN) sh tests/wheel.sh

test: check wheel

bench: $(VENV)/developing
	@$(BIN)/python -m benchmarks $(DATA)

chaos: $(VENV)/developing
	@echo "== 200 killed processes and restarts of PostgreSQL over 300 briefs, then 100 on SQLite"
	@$(BIN)/python -m tests.service.chaos postgresql
	@$(BIN)/python -m tests.service.chaos sqlite --workers 0 --clocks 1 --restarts 0 --pauses 0 --slots 100 --rooms 5 --kills 100

clean:
	rm -rf $(VENV) dist var .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
