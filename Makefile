# Needs Python 3.11 or newer and nothing else. Everything is installed into .venv;
# a step is repeated only when pyproject.toml or its lock file has changed.
PYTHON ?= python3
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
PATHS := src tests $(wildcard bench)

# Rooms without disk, network, camera or clock: their branches must be tested.
PURE := frames.py quantity.py athlete.py errors.py progress.py finding.py analysis.py evidence/* barbell/* motion/* \
        capture/* technique/* loads/* training/* screen/* triage/* triage/causes/* plan/* plan/loading/* plan/course/* \
        plan/day/* plan/drills/* report/lead.py report/sentences.py \
        report/page.py report/page_data.py report/setups.py report/pen.py report/evidence_uses.py report/figures/* \
        report/comparison.py report/clinic.py report/palette.py report/overlay_scene.py pose/pose.py pose/skeleton.py pose/smooth.py pose/contour.py
comma := ,
empty :=
space := $(empty) $(empty)
PURE_FILES := $(subst $(space),$(comma),$(addprefix src/liftwell/,$(strip $(PURE))))
# A bench of real clips, which lie beside the repository and not in it.
real = $(if $(wildcard ../shared/data),$(BIN)/python -m $(1),@echo "No ../shared/data: $(1) left out.")

.DEFAULT_GOAL := help
.PHONY: help demo test pytest lint format bench accuracy oracle docs lock clean
.DELETE_ON_ERROR:

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/runtime.stamp  ## analyse the clip that ships with liftwell and print what was seen
	$(BIN)/liftwell demo

test:  ## everything: lint beside all tests, which leave a core idle at times, with the coverage of the pure rooms
	$(MAKE) --no-print-directory --jobs=2 lint pytest

pytest: $(VENV)/dev.stamp
	$(BIN)/pytest -n $(JOBS) --dist worksteal --cov --cov-report=
	$(BIN)/coverage report --include='$(PURE_FILES)' --show-missing --skip-covered --fail-under=95

lint: $(VENV)/dev.stamp  ## import contracts, types and style
	$(BIN)/lint-imports
	$(BIN)/mypy $(PATHS)
	$(BIN)/ruff check $(PATHS)
	$(BIN)/ruff format --check $(PATHS)

format: $(VENV)/dev.stamp  ## let ruff lay out the code
	$(BIN)/ruff check --fix $(PATHS)
	$(BIN)/ruff format $(PATHS)

bench: $(VENV)/dev.stamp  ## speed and memory, loads and logbook too; simulated lifters; more clips and accuracy where ../shared/data exists
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.speed_loads
	$(BIN)/python -m bench.logbook_speed
	$(BIN)/python -m bench.page_speed
	$(BIN)/python -m bench.simulated_lifters --lifters 200 --jobs $(JOBS)
	$(BIN)/pytest -n $(JOBS) -m bench
	$(BIN)/python -m bench.accuracy --small
	$(call real,bench.accuracy_shared)

accuracy: $(VENV)/dev.stamp  ## the whole accuracy bench, about an hour the first time; needs libegl1 and Mesa
	$(BIN)/python -m bench.accuracy
	$(BIN)/python -m bench.self_tests
	$(call real,bench.second_opinion)
	$(call real,bench.accuracy_shared)

oracle: $(VENV)/dev.stamp  ## our joint moments beside those of OpenSim 4.6, which is installed on its own the first time
	$(BIN)/python -m bench.oracle

docs: $(VENV)/dev.stamp  ## write generated pages, outputs and pictures of the documentation again
	$(BIN)/python -m bench.docs

lock: $(VENV)/uv.stamp  ## resolve the dependencies of pyproject.toml again
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make lock" \
	  pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --custom-compile-command "make lock" \
	  --extra dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

clean:  ## remove .venv and everything that tools have left
	rm -rf $(VENV) build dist htmlcov liftwell-demo .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache \
	  .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/uv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "liftwell needs Python 3.11 or newer: install it, or name it with make PYTHON=/path/to/python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5,<1'
	@touch $@

$(VENV)/runtime.stamp: $(VENV)/uv.stamp requirements.lock pyproject.toml
	$(UV) --requirements requirements.lock
	$(UV) --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp requirements-dev.lock
	$(UV) --requirements requirements-dev.lock
	@touch $@
