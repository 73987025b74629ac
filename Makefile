# `make` alone lists the targets. Nothing here needs root, except that `make test` may install a browser.

PYTHON ?= python3
ARGS ?=
UV_VERSION := 0.13.8

# What Python has compiled is kept, whatever the surroundings say: the tests start the program some fifty times, and
# what pytest writes of the tests themselves takes each of its processes six seconds to write anew.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
# What is imported is compiled then, and kept; pip would compile some ten thousand files more, a third of an install.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile

# A stamp is newer than what it was installed from, or the install is run again. The development
# install holds everything that the other does, so it renews both stamps.
VENV := .venv/.created
RUN := .venv/.installed-run
DEV := .venv/.installed-dev

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run run-signed-in demo test quick lint soak bench words tested lock vendor

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: $(RUN) ## install if needed and serve (PORT=8050)
	@exec $(BIN)/pejling serve $(ARGS)

run-signed-in: $(DEV) ## serve the demonstration with a provider where one signs in (needs Node)
	@bash scripts/ensure_programs.sh
	@exec $(BIN)/python -m scripts.run_signed_in

demo: $(RUN) ## build the demonstration database
	@$(BIN)/pejling demo $(ARGS)

test: $(DEV) ## run every test (ARGS="-k name" for some)
	@bash scripts/ensure_programs.sh
	@$(BIN)/python -m pytest $(ARGS)

quick: $(DEV) ## run what needs neither browser nor PostgreSQL, without the widest combinations
	@$(BIN)/python -m pytest -m "not postgres and not wide" tests/unit tests/app $(ARGS)

lint: $(DEV) ## check style, formatting and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

soak: $(DEV) ## what takes long: a hundred thousand views, minutes of dying processes and databases, ten times the examples
	@PEJLING_SOAK_VIEWS=100000 PEJLING_SOAK_DEATHS=12 PEJLING_SOAK_STARTS=10 PEJLING_SOAK_AWAY=60 $(BIN)/python -m pytest -n 0 -s tests/service $(ARGS)
	@$(BIN)/python -m pytest -m hypothesis --hypothesis-profile=soak tests/unit tests/app $(ARGS)

bench: $(DEV) ## time what docs/ states as measured
	@$(BIN)/python -m benchmarks $(ARGS)

CATALOGUE := vocabulary/words/en/pejling.po
FORM := --omit-header --width=100

words: $(DEV) ## bring the English catalogue up to the program's Danish texts
	@$(BIN)/pybabel --quiet extract $(FORM) --sort-output --no-location --output-file=.venv/pejling.pot vocabulary dashboard layouts callbacks data_access
	@$(BIN)/pybabel --quiet update $(FORM) --locale=en_GB --input-file=.venv/pejling.pot --output-file=$(CATALOGUE) \
	  --no-fuzzy-matching --ignore-obsolete

tested: $(DEV) ## have the tests of accessibility write down what they tried, for the page /tilgaengelighed
	@bash scripts/ensure_programs.sh
	@PEJLING_TESTED=1 $(BIN)/python -m pytest -n 0 tests/browser/test_accessibility.py $(ARGS)

vendor: ## renew the third-party assets (needs npm)
	@$(PYTHON) scripts/vendor.py

# uv resolves for every platform, which pip cannot; it lives apart, so nothing else comes to need it.
COMPILE := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --group build

lock: .venv-lock/.uv-$(UV_VERSION) ## pin what pyproject.toml asks for (ARGS=--upgrade for newer)
	@$(COMPILE) $(ARGS) pyproject.toml -o requirements.txt
	@$(COMPILE) $(ARGS) --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

.venv-lock/.uv-$(UV_VERSION):
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m pip --disable-pip-version-check --quiet install uv==$(UV_VERSION)
	@touch $@

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Pejling needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

# Wheels only: an install never runs a package's own build script, and never needs a compiler.
$(RUN): requirements.txt pyproject.toml | $(VENV)
	@echo "Installing pinned packages (half a minute the first time)"
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements.txt requirements-dev.txt pyproject.toml | $(VENV)
	@echo "Installing pinned packages and development tools (about a minute the first time)"
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements-dev.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $(RUN) $@
