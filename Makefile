# make run    install into .venv, build the index, serve on http://127.0.0.1:7860
# make test   install into .venv-test, run the tests (ARGS="-k reader" passes arguments to pytest)
# make lint   ruff over the code
# Without make: see "Without make" in README.md.

PYTHON ?= python3
PIP = -m pip install --disable-pip-version-check --quiet
ARGS ?=

.PHONY: run test lint clean

run: .venv/installed
	.venv/bin/python -m index build --if-needed
	.venv/bin/python app.py

test: .venv-test/installed
	.venv-test/bin/python -m pytest $(ARGS)

lint: .venv-test/installed
	.venv-test/bin/python -m ruff check .
	.venv-test/bin/python -m ruff format --check .

clean:
	rm -rf .venv .venv-test

.venv/installed: requirements.txt
	$(call environment,.venv)
	.venv/bin/python $(PIP) -r requirements.txt
	touch $@

.venv-test/installed: requirements.txt requirements-test.txt
	$(call environment,.venv-test)
	.venv-test/bin/python $(PIP) -r requirements-test.txt
	touch $@

define environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, $(PYTHON) is older; try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Installing into $(1), once; this takes about a minute."
	$(PYTHON) -m venv $(1)
endef
