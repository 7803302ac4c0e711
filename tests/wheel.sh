#!/bin/sh
# The wheel, built and installed into an empty environment, makes the demo's brief far from the checkout.
set -eu
bin=$(cd "${BIN:?the folder of the development environment}" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$bin/python" -m build --wheel --outdir "$work/dist" "$root" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
"$bin/python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  --constraint "$root/constraints.txt" "$work"/dist/*.whl
cd "$work"
"$work/venv/bin/briefing" demo >"$work/brief.txt"
test -s "$work/brief.txt"
test -s "$work/var/demo/morning.eml"
"$work/venv/bin/briefing" init >/dev/null
"$work/venv/bin/briefing" check
echo "The wheel makes a brief: $(ls dist)"
