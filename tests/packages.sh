#!/bin/bash
# Installs the packages in bare Debian roots and starts Thunderbird there (nightly: needs root and about ten minutes).
#   tests/packages.sh              all scenarios
#   tests/packages.sh NAME...      these only; --list names them
#   tests/packages.sh --twice      first builds everything a second time, elsewhere, and compares
# The bare root is kept in MEKIKI_ROOTS (else build/roots) and reused.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Mounts of the scenarios are nobody else's, and end with the script.
if [[ ${1-} != --list && -z ${MEKIKI_INSIDE:-} ]]; then
  exec env MEKIKI_INSIDE=1 unshare --mount --propagation private bash "${BASH_SOURCE[0]}" "$@"
fi
source installer/packages.sh
source tests/packages/root.sh
source tests/packages/scenarios.sh

twice=
wanted=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --list) printf '%s\n' "${scenarios[@]}"; exit 0 ;;
    --twice) twice=yes ;;
    *) wanted+=("$1") ;;
  esac
  shift
done
if [[ ${#wanted[@]} -eq 0 ]]; then wanted=("${scenarios[@]}"); fi

need_packages "${packages_package[@]}" thunderbird
need_node
packages=$PWD/build/release/packages
version=$(<VERSION)
deb=$packages/mekiki_$version-1_amd64.deb
archive=$packages/mekiki-$version-linux-x86_64.tar.gz
installer/make-packages.sh

if [[ -n $twice ]]; then
  cp "$packages/SHA256SUMS" build/first-sums
  CMAKE_CXX_COMPILER_LAUNCHER='' MEKIKI_BUILD=$(mktemp -d)/again
  export CMAKE_CXX_COMPILER_LAUNCHER MEKIKI_BUILD
  installer/make-packages.sh --places build/release/places >/dev/null
  diff build/first-sums "$MEKIKI_BUILD/packages/SHA256SUMS"
  echo "Built twice, in two folders: the same bytes."
  unset MEKIKI_BUILD
fi

scratch=$(mktemp -d -t mekiki-packages.XXXXXX)
trap 'umount -q -R "$scratch"/*/root 2>/dev/null || true; rm -rf --one-file-system "$scratch"' EXIT
make_base
older=$scratch/mekiki_0.0.9-1_amd64.deb
make_older "$deb" "$older"

failed=()
for scenario in "${wanted[@]}"; do
  printf '\n== %s\n' "$scenario"
  start=$SECONDS
  # set -e does not reach into a condition: the scenario gets a shell of its own.
  set +e
  (set -e; open_root "$scenario"; "scenario_$scenario"; close_root)
  result=$?
  set -e
  if [[ $result -ne 0 ]]; then failed+=("$scenario"); fi
  echo "-- $scenario: $([[ $result -eq 0 ]] && echo passed || echo FAILED), $((SECONDS - start)) s"
done
if [[ ${#failed[@]} -gt 0 ]]; then
  echo "Failed: ${failed[*]}" >&2
  exit 1
fi
echo "All packages do what they should."
