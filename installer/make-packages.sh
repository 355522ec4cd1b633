#!/bin/bash
# Makes the packages into build/release/packages: .deb, .rpm, .tar.gz, .xpi, checksums and the list of what is inside.
#   installer/make-packages.sh [--places FOLDER] [DEB|RPM|TGZ ...]     without names: all three
# The databases of places come from FOLDER; without it they are fetched by npm (pinned, checksummed).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source installer/packages.sh

places=
kinds=()
while [[ $# -gt 0 ]]; do
  case $1 in
    --places) places=$(realpath "$2"); shift ;;
    DEB | RPM | TGZ) kinds+=("$1") ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 64 ;;
  esac
  shift
done
if [[ ${#kinds[@]} -eq 0 ]]; then kinds=(DEB RPM TGZ); fi

need_packages "${packages_build[@]}" "${packages_package[@]}"
need_npm
build=${MEKIKI_BUILD:-build/release}
export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
# The release's time: that of the newest change, so that everybody who packs it gets the same bytes.
if [[ -z ${SOURCE_DATE_EPOCH:-} ]]; then
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)
fi
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C.UTF-8
umask 022

if [[ -z $places ]]; then places=$(installer/fetch-places.sh "$build/places"); fi
cmake --preset release -B "$build" -DMEKIKI_PACKAGES=ON -DMEKIKI_PLACES="$places" --log-level=WARNING >/dev/null
cmake --build "$build" --target package_files >/dev/null
rm -rf "$build/packages"
for kind in "${kinds[@]}"; do
  cpack --config "$build/CPackConfig.cmake" -G "$kind" -B "$build/packages" >"$build/cpack-$kind.log" 2>&1 || {
    cat "$build/cpack-$kind.log" >&2
    exit 1
  }
done
rm -rf "$build/packages/_CPack_Packages"
cp "$build/installer/made/mekiki@mekiki.invalid.xpi" "$build/packages/mekiki-$(<VERSION).xpi"
node installer/sbom.mjs "$build" >"$build/packages/mekiki-$(<VERSION).spdx.json"
(cd "$build/packages" && sha256sum -- mekiki* >SHA256SUMS && stat -c '%s %n' -- *)
