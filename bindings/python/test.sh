#!/usr/bin/env bash
# What has to pass before a change of the Python package lands. Makes an environment in .venv, builds the package there
# (with the arguments given, such as --release) and runs format, lints, stubs, tests and the examples of the README.
# PYTHON chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")"
[ -d .venv ] || "${PYTHON:-python3}" -m venv .venv
export VIRTUAL_ENV=$PWD/.venv
export PATH=$VIRTUAL_ENV/bin:$PATH PYO3_PYTHON=$VIRTUAL_ENV/bin/python
python -m pip install --quiet "maturin>=1.9,<2"
python -m pip install --quiet --only-binary :all: "spacy>=3.5" || echo "no spaCy for this interpreter: its tests are skipped"
cargo fmt --check
cargo clippy --locked --quiet -- -D warnings
maturin develop --quiet --locked --extras test "$@"
python -m mypy.stubtest nisba
python -m pytest --quiet
