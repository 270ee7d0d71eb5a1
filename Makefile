# make benchmark     build the dataset, train and score the baselines, show the table
# make test          run the tests
# make notebooks     open the course in JupyterLab
# make label-studio  start Label Studio, to annotate in a browser (installs a gigabyte, some minutes, once)
# make check         lint, types, annotations, built files
# make release       the same, and that every measured figure is of this code and these annotations
# make course        build the notebooks anew
# make peers         the number reader beside other packages (needs the published articles hydrated)
# make speed         how fast scoring is, beside other scorers (three minutes)
# make learning      what train teaches: penalties, curve, few-shot (half an hour; needs the articles hydrated)
# make scale         throughput, a large column corpus, 100,000 articles on each engine (an hour; installs heavy)
# make heavy         add what the transformer, Ray and spaCy need
# make lock          renew the exact versions of all packages (needs uv)
# All set everything up by themselves: they need Python 3.11+ and make, and use uv where it is there.

PYTHON ?= python3
VENV := .venv
TORCH := 2.13.0
LABEL_STUDIO := 1.23.2
BIN := $(VENV)/bin
ADD = if [ -x $(BIN)/pip ]; then set -- $(BIN)/python -m pip install; \
  else set -- uv pip install --python $(BIN)/python; fi; "$$@" --quiet
export HF_HUB_OFFLINE := 1
export PYTHONUTF8 := 1

.PHONY: benchmark test check release notebooks course label-studio speed peers learning scale heavy lock clean

benchmark: $(VENV)/.ready
	$(BIN)/camket build
	$(BIN)/camket benchmark

test: $(VENV)/.ready
	$(BIN)/python -m pytest

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/camket check

release: check
	$(BIN)/camket check --release

notebooks: $(VENV)/.notebooks
	$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) notebooks  # root: a container

course: $(VENV)/.notebooks
	$(BIN)/python notebooks/build.py

label-studio: .label-studio/.ready
	LABEL_STUDIO_BASE_DATA_DIR=.label-studio/data .label-studio/bin/label-studio start --internal-host 127.0.0.1

speed: $(VENV)/.ready
	$(BIN)/python benchmarks/speed.py
	$(BIN)/camket build

learning: $(VENV)/.ready
	$(BIN)/python benchmarks/penalties.py
	$(BIN)/python benchmarks/learning.py
	$(BIN)/python benchmarks/few_shot.py
	$(BIN)/camket build

scale: $(VENV)/.heavy
	$(BIN)/python benchmarks/throughput.py
	$(BIN)/python benchmarks/columns.py
	$(BIN)/python benchmarks/engines.py
	$(BIN)/camket build

heavy: $(VENV)/.heavy

peers: $(VENV)/.ready
	$(PYTHON) -m venv .peers
	.peers/bin/python -m pip install --quiet -r requirements.lock -r benchmarks/peers.txt
	PYTHONPATH=. .peers/bin/python benchmarks/numbers_peers.py --splits test,published
	$(BIN)/camket build

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "camket needs Python 3.11 or later; name one: make PYTHON=python3.12 …"; exit 1; }
	@echo "Setting up $(VENV) from requirements.lock (about a minute, once) …"
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --clear --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV) && \
	  uv pip install --python $(BIN)/python -r requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  $(PYTHON) -m venv --clear $(VENV) && \
	  $(BIN)/python -m pip install --progress-bar on -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

$(VENV)/.notebooks: $(VENV)/.ready requirements-notebooks.lock
	@echo "Adding JupyterLab from requirements-notebooks.lock (half a minute, once) …"
	@$(ADD) -r requirements-notebooks.lock
	@touch $@

$(VENV)/.heavy: $(VENV)/.ready requirements-heavy.lock
	@echo "Adding transformers, Ray and spaCy from requirements-heavy.lock (a gigabyte or more) …"
	@$(ADD) -r requirements-heavy.lock
	@touch $@

.label-studio/.ready: requirements-label-studio.lock
	@echo "Setting up Label Studio in .label-studio (a gigabyte, some minutes, once) …"
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) .label-studio && \
	  uv pip install --quiet --python .label-studio/bin/python -r $<; \
	else $(PYTHON) -m venv .label-studio && .label-studio/bin/python -m pip install --quiet -r $<; fi
	@touch $@

lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-header --no-annotate --upgrade \
	  --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --extra notebooks --no-header --no-annotate \
	  --upgrade --constraint requirements.lock --output-file requirements-notebooks.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --extra transformer --extra ray --extra spacy --no-header --no-annotate \
	  --upgrade --upgrade-package torch==$(TORCH) --constraint requirements.lock \
	  --constraint requirements-notebooks.lock pyproject.toml \
	  | grep -vE '^(cuda|nvidia|triton)' > requirements-heavy.lock  # which of these torch needs, its own build says
	echo 'label-studio==$(LABEL_STUDIO)' | uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
	  --upgrade --output-file requirements-label-studio.lock -

clean:
	rm -rf $(VENV) .peers .label-studio .pytest_cache .mypy_cache .ruff_cache build
