# The commands of the house. Prerequisites: Python 3.11 or newer with venv, and make; nothing else.
# Every target builds or refreshes .venv first; that is instant when nothing has changed.

.DEFAULT_GOAL := help
unexport PYTHONDONTWRITEBYTECODE  # set, it has every process compile every file again
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
PYTEST := $(BIN)/pytest -q
QUICK := 'not slow and not long and not browser'
FLOORS := build/.floors
MEASURED := $(shell find src tests -type f \( -name '*.py' -o -name '*.html' -o -name '*.yaml' -o -name '*.toml' \)) \
	pyproject.toml requirements-dev.lock
TEMPLATES = $$(find src -name '*.html')
# The static checks load the settings; they get a data folder of their own and an https address.
ASIDE := env -u TAM_DATABASE_URL -u TAM_EMAIL_URL TAM_DATA=build/check TAM_SITE_URL=https://tam.example

help:  ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

python:
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is missing. Install Python 3.11 or newer with\
	 venv and try again; on Debian and Ubuntu: apt-get install python3 python3-venv" >&2; exit 1; }

dev: python
	@$(PYTHON) tools/setup.py dev

run: python  ## the site and the engine on SQLite with a sample account; Ctrl-C stops both
	@$(PYTHON) tools/setup.py run
	@$(BIN)/tam up

test: dev suite $(FLOORS)  ## all tests on SQLite; once more far from UTC and on PostgreSQL, with coverage

suite: dev
	TAM_TEST_DATABASE=sqlite $(PYTEST) -n $(WORKERS) -m $(QUICK)
	TAM_TEST_DATABASE=sqlite $(PYTEST) -n $(WORKERS) -m 'slow and not long and not browser'

# The second round, under coverage: 90 % in all, the domain whole. It holds until a file changes.
$(FLOORS): $(MEASURED) | dev
	@rm -f .coverage .coverage.*
	TZ=Pacific/Auckland TAM_TEST_DATABASE=none $(BIN)/coverage run -m pytest -q -n $(WORKERS)
	TAM_TEST_DATABASE=postgres $(BIN)/coverage run -m pytest -q -n $(WORKERS)
	@$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under=90
	$(BIN)/coverage report --fail-under=100 --include='src/tam/domain/*'
	@mkdir -p build && touch $@

check: style types imports templates django docs rules $(FLOORS)  ## every static check, the house rules, the documents, the floors of coverage

style: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: dev
	$(ASIDE) $(BIN)/mypy

imports: dev
	$(BIN)/lint-imports

templates: dev
	$(BIN)/djlint src --lint --quiet
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)

django: dev
	$(ASIDE) $(BIN)/python manage.py makemigrations --check --dry-run
	$(ASIDE) $(BIN)/python manage.py check --deploy --fail-level ERROR

rules: dev
	$(PYTEST) tests/architecture

quick: dev  ## the domain and the house rules, without the slow tests
	$(PYTEST) -m $(QUICK) tests/domain tests/architecture

long: dev  ## the brute-force tests, which take minutes
	$(PYTEST) -n $(WORKERS) -m long --hypothesis-profile=long tests

fix: dev  ## format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES)

docs: dev  ## the documents as pages in build/docs; a warning is an error
	$(BIN)/sphinx-build -W --keep-going -q -b html docs build/docs

journey: dev  ## the first day in a real browser, against a freshly started server
	@command -v chromium >/dev/null || { echo "make: the browser chromium is missing; on Debian:\
	 apt-get install chromium" >&2; exit 1; }
	$(PYTEST) -m browser tests/journeys

bench: dev  ## the benchmarks, as tables
	@for one in bench/*.py; do $(BIN)/python $$one || exit 1; done

.PHONY: help python dev run test suite check style types imports templates django rules quick long fix docs journey bench
