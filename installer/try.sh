#!/bin/bash
# Sets up, builds and installs Mekiki for you, then examines a sample scam mail. For Debian 12, from nothing.
#   installer/try.sh                 installs below ~/.local and prints the report of the sample mail
#   installer/try.sh --thunderbird   then also opens a Thunderbird with an empty profile, the extension and the sample
#   installer/try.sh --remove        takes away again what was installed
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source installer/packages.sh

usage() { sed -n '2,5s/^# \{0,1\}//p' installer/try.sh; }

action=try
for argument in "$@"; do
  case $argument in
    --thunderbird) action=thunderbird ;;
    --remove) action=remove ;;
    -h | --help) usage; exit 0 ;;
    *) echo "There is no option $argument." >&2; usage >&2; exit 64 ;;
  esac
done

# Under sudo only the packages are root's business: the rest is done as, and for, the person who called.
if [[ $EUID -eq 0 && -n ${SUDO_USER:-} && $SUDO_USER != root ]] && runuser -u "$SUDO_USER" -- test -w .; then
  if [[ $action == try ]]; then need_packages "${packages_build[@]}"; fi
  if [[ $action == thunderbird ]]; then
    need_packages "${packages_build[@]}" "${packages_window[@]}"
    need_node
  fi
  exec runuser -u "$SUDO_USER" -- env HOME="$(getent passwd "$SUDO_USER" | cut -d: -f6)" bash installer/try.sh "$@"
fi

prefix=${MEKIKI_PREFIX:-$HOME/.local}
program=$prefix/bin/mekiki
sample=tests/data/samples/kagoya-webmail.eml

remove() {
  if [[ -x $program ]]; then "$program" uninstall --user; fi
  rm -rf "$program" "$prefix/libexec/mekiki" "$prefix/share/mekiki" "$prefix/share/doc/mekiki"
  echo "Mekiki is removed from $prefix."
}

# Shows progress on a terminal; elsewhere only what went wrong.
quietly() {
  if [[ -t 1 ]]; then "$@"; return; fi
  local log=build/try.log
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "This failed: $*" >&2
    return 1
  fi
}

build() {
  mkdir -p build
  export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
  # The tests stay as they are in a folder that has them already.
  local tests=()
  if [[ ! -e build/release/CMakeCache.txt ]]; then
    tests=(-DMEKIKI_TESTS=OFF)
    echo "Building Mekiki; the first time this takes some minutes."
  fi
  quietly cmake --preset release "${tests[@]}" --log-level=WARNING
  quietly cmake --build build/release --target mekiki mekiki-host mekiki-examiner
  quietly cmake --install build/release --prefix "$prefix" --strip
  "$program" install --user
}

examine() {
  printf '\n$ mekiki check %s\n\n' "$sample"
  local code=0
  "$program" check "$sample" || code=$?
  if [[ $code -ge 64 ]]; then return "$code"; fi
  printf '\nMekiki is installed in %s. Examine a mail of your own: %s check FILE.eml\n' "$prefix" "$program"
}

if [[ $action == remove ]]; then
  remove
  exit 0
fi
need_packages "${packages_build[@]}"
build
examine
if [[ $action == thunderbird ]]; then
  need_packages "${packages_window[@]}"
  need_node
  exec bash installer/try-thunderbird.sh tests/data/samples/*.eml
fi
echo "See it in Thunderbird, in an empty profile beside your own: installer/try.sh --thunderbird"
