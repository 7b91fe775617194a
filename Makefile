# `make lab` opens the course, `make test` proves it. Both set up what they need in .venv.

PYTHON ?= python3
FOLDER ?=
VENV   := .venv
BIN    := $(VENV)/bin
BROWSER_FOUND := $(or $(SMO_CHROMIUM),$(shell command -v chromium || command -v chromium-browser || command -v google-chrome))

# Else each of the hundreds of processes that tests start would compile the course anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: lab test labs fast lint notebooks words data pictures bench check wheel clean

lab: $(VENV)/course
	$(BIN)/smo lab $(FOLDER) $(if $(LANGUAGE_CODE),--lang $(LANGUAGE_CODE))

# Notebooks and browser tests wait on kernels, so two at a time use both cores. A file's tests stay together, in order: in the
# browser, one goes on where the other stopped, as a learner does. Slow files come first (tests/conftest.py), and keep their order here.
# nbval is for who asks for it, in processes of their own: loading it here would take each a third of a second.
TWO_AT_A_TIME := -n 2 --dist loadfile --no-loadscope-reorder -p no:nbval

test: $(VENV)/tests $(VENV)/browser
	$(BIN)/python -m pytest $(TWO_AT_A_TIME)

# A learner’s main job, and how a lesson opens, on the wheel alone, with the oldest JupyterLab that is allowed and the newest, pre-releases included.
labs: $(VENV)/tests $(VENV)/browser
	$(BIN)/python -m pytest tests/browser/test_labs.py
	SMO_PYTHON=$(CURDIR)/.venv-oldest/bin/python $(BIN)/python -m pytest tests/browser/test_main_job.py tests/browser/test_opening.py
	SMO_PYTHON=$(CURDIR)/.venv-newest/bin/python $(BIN)/python -m pytest tests/browser/test_main_job.py tests/browser/test_opening.py

fast: $(VENV)/tests
	$(BIN)/python -m pytest $(TWO_AT_A_TIME) --hypothesis-profile fast -m "not browser and not notebooks and not slow"

lint: $(VENV)/tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/oxlint --deny-warnings smo_course tests
	$(BIN)/oxfmt --check '**/*.js'

# Kernels are forked from one warm process (smo_course/warm), which halves the time.
notebooks: $(VENV)/tests
	JUPYTER_DEFAULT_PROVISIONER_NAME=warm $(BIN)/python tests/tools/execute_notebooks.py
	PYTHONPATH=tests $(BIN)/python tests/tools/extension_code.py

words: $(VENV)/tests
	$(BIN)/python tests/tools/extension_words.py
	PYTHONPATH=tests $(BIN)/python tests/tools/extension_code.py

# The case companies' year, from their texts and a seed (smo_course/simulators/cases).
data: $(VENV)/course
	$(BIN)/python tests/tools/write_cases.py

pictures: $(VENV)/tests $(VENV)/browser
	$(BIN)/python tests/browser/pictures.py

bench: $(VENV)/tests $(VENV)/browser
	$(BIN)/python tests/bench.py

check: $(VENV)/course
	$(BIN)/smo check

wheel: $(VENV)/tests
	$(BIN)/python -m build --wheel

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The course needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/course: $(VENV)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/tests: $(VENV)/course
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[test]"
	@touch $@

# A Chromium of the system's own is used where there is one; else playwright brings its own.
$(VENV)/browser: $(VENV)/tests
	@test -n "$(BROWSER_FOUND)" || $(BIN)/python -m playwright install chromium || \
	  echo "No Chromium was found and none could be fetched: the browser tests will be skipped. Install Chromium to run them."
	@touch $@

clean:
	rm -rf $(VENV) .venv-oldest .venv-newest build dist pictures
