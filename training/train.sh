#!/bin/sh
# From call graphs to a model the extension loads, in one command:
#
#   training/train.sh OUT GRAPHS...
#
# GRAPHS are files that `tracewright training-data` reads; the systems beside this script are added to them. OUT receives
# the token shards (data/), the run (run/) and model.gguf with its card. Run it again to go on after a cut: shards and
# checkpoints that are there are used.
# TRAIN_OPTIONS holds options of train.py, DATA_OPTIONS of `tracewright training-data`, TRACEWRIGHT the command line tool,
# PYTHON the interpreter of the training environment (see README.md).
set -eu

if [ $# -lt 2 ]; then
  sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi

out=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
tracewright=${TRACEWRIGHT:-"node $here/../dist/cli.cjs"}

mkdir -p "$out"
# Unquoted on purpose, here and below: a command with its argument, and a list of options.
if [ ! -f "$out/data/meta.json" ]; then
  $tracewright training-data "$@" --systems "$here/systems" --out "$out/data" ${DATA_OPTIONS:-}
fi
"$python" "$here/train.py" "$out/data" "$out/run" ${TRAIN_OPTIONS:-}
"$python" "$here/export_gguf.py" "$out/run/best.pt" "$out/model.gguf"
cp "$out/run/card.json" "$out/model.json"
cat "$out/model.json"
