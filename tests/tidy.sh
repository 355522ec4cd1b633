#!/bin/bash
# clang-tidy over our sources, several at once: tests/tidy.sh BUILD_FOLDER JOBS
# A file is looked at again only when it, a header of ours or the list of checks changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=$1
jobs=$2
done_folder=build/tidy
mkdir -p "$done_folder"

common=$({ cat .clang-tidy; git ls-files -z -- 'host/*.h' 'tests/*.h' | sort -z | xargs -0 cat; } | sha256sum | cut -c1-16)
todo=()
checked=0
while IFS= read -r -d '' file; do
  checked=$((checked + 1))
  stamp=$done_folder/$(sha256sum <"$file" | cut -c1-32)-$common
  if [[ ! -e $stamp ]]; then todo+=("$file" "$stamp"); fi
done < <(git ls-files -z -- 'host/*.cpp')

look() {
  clang-tidy-19 --quiet -p "$0" "$1" 2> >(grep -v -e 'warnings generated' -e 'Suppressed' -e 'Use -header-filter' >&2) &&
    touch "$2"
}
export -f look
printf '%s\0' "${todo[@]}" | xargs -0 -r -n 2 -P "$jobs" bash -c 'look "$@"' "$build"
echo "clang-tidy: $checked files without a remark ($((${#todo[@]} / 2)) looked at now)"
