#!/bin/bash
# Runs one fuzz target: tests/fuzz/run-one.sh PROGRAM SECONDS. Finds are kept in build/fuzz/finds.
# The same walk every time, so that a test run says the same of the same tree; MEKIKI_FUZZ_SEED=0 takes a new one.
set -euo pipefail
program=$1
seconds=$2
name=$(basename "$program")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(cd "$here/../.." && pwd)/build/fuzz
mkdir -p "$work/corpus/$name" "$work/finds"

seeds=()
if [[ -d $here/seeds/${name#fuzz_} ]]; then seeds=("$here/seeds/${name#fuzz_}"); fi
options=(-seed="${MEKIKI_FUZZ_SEED:-1}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1
  -artifact_prefix="$work/finds/$name-")
if [[ -e $here/$name.dict ]]; then options+=(-dict="$here/$name.dict"); fi

if ! "$program" "${options[@]}" "$work/corpus/$name" "${seeds[@]}" >"$work/$name.log" 2>&1; then
  tail -n 60 "$work/$name.log" >&2
  echo "$name: found something, see $work/finds" >&2
  exit 1
fi
echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$name.log") runs in $seconds s, nothing found"
