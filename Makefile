# Every target sets up what it needs, once. PYTHON chooses the interpreter (3.11 or newer), e.g. make site PYTHON=python3.12;
# otherwise tests/set-up does.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
N ?= 10000
PHOTOS ?= 100

.PHONY: help site serve test test-long check bench bench-serve bench-related bench-pictures lighthouse screenshots fonts \
	clean

help:
	@echo 'make site       set up, and build the sample site into output/'
	@echo 'make serve      set up, and preview the sample site at http://127.0.0.1:8000/'
	@echo 'make test       set up, and run every test'
	@echo 'make test-long  the long versions of the property and fault tests as well (hours)'
	@echo 'make check      format, lint and types'
	@echo 'make bench      measure against Hugo: make bench N=1000 BENCH="--runs 5 --media tmpfs"'
	@echo 'make bench-pictures  photographs through newsdesk and Hugo: make bench-pictures PHOTOS=1000'
	@echo 'make bench-related  how good related lists are: make bench-related BENCH="--parts NAME=FOLDER,TRUTH"'
	@echo 'make bench-serve  from a save to the page being served, beside Hugo'
	@echo 'make lighthouse  what Lighthouse says of the sample site, median of three runs'
	@echo 'make screenshots  photograph the sample site for the README and for the tests of its look'
	@echo 'make fonts      make the fonts of social cards and of the default theme anew from their packages'
	@echo 'make clean      remove everything that any of these made'

site: $(VENV)/.runs
	$(BIN)/newsdesk build

serve: $(VENV)/.runs
	$(BIN)/newsdesk serve

test: $(VENV)/.develops node_modules/.installed
	$(BIN)/pytest -n 2 --dist loadgroup -m 'not long' $(PYTEST)

test-long: $(VENV)/.develops node_modules/.installed
	$(BIN)/pytest -n 2 --dist loadgroup $(PYTEST)

check: $(VENV)/.develops
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

bench: $(VENV)/.develops
	$(BIN)/python -m tests.bench.run --articles $(N) $(BENCH)

bench-serve: $(VENV)/.develops
	$(BIN)/python -m tests.bench.bench_serve --articles $(N) $(BENCH)

bench-related: $(VENV)/.develops
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m tests.bench.bench_related $(BENCH)

bench-pictures: $(VENV)/.develops
	$(BIN)/python -m tests.bench.bench_pictures --photos $(PHOTOS) $(BENCH)

lighthouse: $(VENV)/.develops node_modules/.installed
	$(BIN)/python -m tests.browser.lighthouse $(BENCH)

screenshots: $(VENV)/.develops node_modules/.installed
	$(BIN)/python -m tests.browser.screenshots

fonts: $(VENV)/.develops
	$(BIN)/python -m tests.fonts.subset
	$(BIN)/python -m tests.fonts.web

clean:
	rm -rf $(VENV) node_modules output .newsdesk .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
	find builder tests -name __pycache__ -prune -exec rm -rf {} +

# Stamps: a second run of any target spends nothing on setting up. All of them follow the file that they install from.

$(VENV)/.runs: pyproject.toml constraints.txt
	tests/set-up python '$(PYTHON)' '$(VENV)'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

$(VENV)/.develops: $(VENV)/.runs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

# Without npm the tests of the built HTML skip and say so, or fail where CI=true. No stamp is left then, so the next run tries again.
node_modules/.installed: package.json package-lock.json
	tests/set-up tools
	if command -v npm >/dev/null; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@; fi
