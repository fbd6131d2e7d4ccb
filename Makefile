# Civic Docket. `make help` prints this list.
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PORT ?= 8000

SHARED := -n auto --dist worksteal
UNIT := --ignore tests/browser --ignore tests/builds --ignore tests/cli --ignore tests/plugins \
	--deselect tests/test_publish.py::test_a_build_that_died_at_any_operation_is_forgotten

.PHONY: help site test quick hard check serve lint bless bench lock clean browser

help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/ready ## Set up, check every record and build the site
	$(BIN)/docket build
	@echo "Built. Look at it with: make serve   (then open http://localhost:$(PORT)/)"

test: $(VENV)/ready browser ## Set up and run all tests, including those in the browser
	$(BIN)/python -m pytest $(SHARED)

quick: $(VENV)/ready ## Run the unit tests alone: no builds, no command line, no browser
	$(BIN)/python -m pytest $(SHARED) $(UNIT)

hard: $(VENV)/ready ## Run the long tests of builds: every change of a record, edits of the real data
	DOCKET_HARD=1 $(BIN)/python -m pytest $(SHARED) tests/builds/test_leaves.py tests/builds/test_inputs.py
	$(BIN)/python tests/warm_real.py --edits 120

check: $(VENV)/ready ## Check every record
	$(BIN)/docket check

serve: $(VENV)/ready ## Build the site, serve it on localhost and build again on every change
	$(BIN)/docket serve --port $(PORT)

lint: $(VENV)/ready ## Check the code: ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/mypy

bless: $(VENV)/ready ## Write the expected output of the miniature site again
	$(BIN)/python tests/golden.py

bench: $(VENV)/ready browser ## Measure builds of 1,000 records (and Hugo, if installed), docket serve and pages in a browser
	$(BIN)/python bench/status.py
	$(BIN)/python bench/builds.py 1000
	$(BIN)/python bench/floor.py 1000
	$(BIN)/python bench/serve.py 1000
	$(BIN)/python bench/browser.py 1000

lock: $(VENV)/ready ## Write requirements.lock from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev -o requirements.lock pyproject.toml

browser: $(VENV)/ready
	$(BIN)/python tests/browser_setup.py

clean: ## Remove everything that was built, and the environment
	rm -rf output output.* .docket-cache .venv build *.egg-info

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@
