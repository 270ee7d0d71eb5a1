# make benchmark   build the dataset, train and score the baselines, show the table
# make test        run the tests
# make peers       the number reader beside other packages (needs the published articles hydrated)
# make speed       how fast scoring is, beside other scorers (three minutes)
# make scale       throughput, a large column corpus, 100,000 articles on each engine (an hour; installs heavy)
# make heavy       add what the transformer and Ray need
# make learning    what train teaches: penalties, overlap of splits, learning curve, few-shot (half an hour; needs the articles hydrated)
# All set everything up by themselves: they need Python 3.11+ and make, and use uv where it is there.

PYTHON ?= python3
VENV := .venv
TORCH := 2.13.0
BIN := $(VENV)/bin
export HF_HUB_OFFLINE := 1
export PYTHONUTF8 := 1

.PHONY: benchmark test check speed peers learning scale heavy lock clean

benchmark: $(VENV)/.ready
	$(BIN)/camket build
	$(BIN)/camket benchmark

test: $(VENV)/.ready
	$(BIN)/python -m pytest

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/camket validate
	$(BIN)/camket review
	$(BIN)/camket build --check

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

$(VENV)/.heavy: $(VENV)/.ready requirements-heavy.lock
	@echo "Adding transformers and Ray from requirements-heavy.lock (a gigabyte or more) …"
	@if [ -x $(BIN)/pip ]; then $(BIN)/python -m pip install --quiet -r requirements-heavy.lock; \
	  else uv pip install --quiet --python $(BIN)/python -r requirements-heavy.lock; fi
	@touch $@

lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-header --no-annotate --upgrade \
	  --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --extra transformer --extra ray --no-header --no-annotate \
	  --upgrade --upgrade-package torch==$(TORCH) --constraint requirements.lock pyproject.toml \
	  | grep -vE '^(cuda|nvidia|triton)' > requirements-heavy.lock  # which of these torch needs, its own build says

clean:
	rm -rf $(VENV) .peers .pytest_cache .mypy_cache .ruff_cache build
