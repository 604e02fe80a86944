#!/bin/sh
# From call graphs to a model the extension loads, in one command:
#
#   training/train.sh GRAPHS OUT [options of train.py]
#
# GRAPHS is whatever `tracewright training-data` reads; OUT receives the token shards (data/), the run (run/) and
# model.gguf with its card. Run it again to go on after a cut: shards and checkpoints that are there are used.
# TRACEWRIGHT names the command line tool, PYTHON the interpreter of the training environment (see README.md).
set -eu

if [ $# -lt 2 ]; then
  sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi

graphs=$1
out=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
tracewright=${TRACEWRIGHT:-"node $here/../dist/cli.cjs"}

mkdir -p "$out"
if [ ! -f "$out/data/meta.json" ]; then
  # Unquoted on purpose: the default is a command with an argument.
  $tracewright training-data "$graphs" --out "$out/data"
fi
"$python" "$here/train.py" "$out/data" "$out/run" "$@"
"$python" "$here/export_gguf.py" "$out/run/best.pt" "$out/model.gguf"
cp "$out/run/card.json" "$out/model.json"
cat "$out/model.json"
