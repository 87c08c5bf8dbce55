#!/bin/sh
# Write the two locked lists: name, version and sha256 of every package, and no address.
# Needs uv; run it after a change of the dependencies in pyproject.toml.
set -eu
cd "$(dirname "$0")/.."
uv lock
common="--frozen --no-header --no-annotate --no-emit-project --quiet"
uv export $common --no-dev -o requirements.lock
uv export $common -o requirements-dev.lock
