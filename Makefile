# The two commands of the README: `make demo` and `make test`. Everything runs in .venv, made on first use.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
RUNS ?= runs
# the 8 of 24 derived records with the least SHA-256 of their id; the others are trained on
DERIVED_DEV := $(addprefix --only ,aljazeera-00678 wikinews_ar-00060 bbc_arabic-00120 aawsat-02382 almayadeen-00244 \
  aawsat-02259 wikinews_ar-00065 aljazeera-00265)

.DELETE_ON_ERROR:
.PHONY: demo test looks check bench screenshots evaluate derived-floors train lock clean

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/.installed
	$(BIN)/qawl extract --format table --published 2026-05-12 examples/nahrain-talks.ar.txt
	@echo "To read it in a browser: $(BIN)/qawl serve, then open http://127.0.0.1:8700/"

test: $(VENV)/.installed
	$(BIN)/python -m pytest

# The browser tests in both languages, light and dark, wide and on a phone: two of these eight are in `make test`.
looks: $(VENV)/.installed
	QAWL_ALL_LOOKS=1 $(BIN)/python -m pytest tests/web/browser

check: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed
	$(BIN)/python -m bench.speed $(SHARED)/pool/arabic_news.jsonl.xz
	mkdir -p build && rm -f build/bench.db
	$(BIN)/python -m bench.store $(SHARED)/pool/arabic_news.jsonl.xz --store build/bench.db
	$(BIN)/qawl export -o build/bench.jsonl build/bench.db
	$(BIN)/python -m bench.export build/bench.jsonl
	$(BIN)/python -m bench.reading $(SHARED)/html
	$(BIN)/python -m bench.meaning $(SHARED)/gold/derived.gold.jsonl
	$(BIN)/python -m bench.web $(SHARED)/pool/arabic_news.jsonl.xz

# The pictures of docs/web.md, of the shipped articles, in Debian's Chromium.
screenshots: $(VENV)/.installed
	$(BIN)/python -m bench.screenshots docs/web

# The figures of README and docs/model-card.md.
evaluate: $(VENV)/.installed
	$(BIN)/qawl evaluate $(SHARED)/gold/dev.gold.jsonl --by outlet --floors tests/floors.toml --set dev
	$(BIN)/qawl evaluate $(SHARED)/gold/seed.gold.jsonl
	$(BIN)/qawl evaluate $(SHARED)/gold/english.gold.jsonl --only 'en-*'
	$(BIN)/qawl evaluate $(SHARED)/gold/dev.gold.jsonl --given
	$(BIN)/qawl evaluate $(SHARED)/gold/english.gold.jsonl --only 'en-*' --given
	$(BIN)/qawl evaluate $(SHARED)/gold/seed.gold.jsonl --derived
	$(BIN)/qawl evaluate $(SHARED)/gold/derived.gold.jsonl --derived $(DERIVED_DEV)
	$(BIN)/qawl evaluate $(SHARED)/corpora/polnear.dev.jsonl --convention polnear

derived-floors: $(VENV)/.installed
	$(BIN)/qawl evaluate $(SHARED)/gold/derived.gold.jsonl --derived $(DERIVED_DEV) --floors tests/floors.toml --set derived

# Hours on two cores; see training/README.md.
train:
	training/recipe.sh $(SHARED) $(RUNS)

lock: pyproject.toml
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet pip-tools
	$(VENV)-lock/bin/pip-compile --quiet --extra dev --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links \
	  --no-annotate --no-header --allow-unsafe --output-file requirements.lock pyproject.toml build-requirements.in

clean:
	rm -rf $(VENV) $(VENV)-lock build dist .mypy_cache .ruff_cache .pytest_cache
