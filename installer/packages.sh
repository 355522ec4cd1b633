# shellcheck shell=bash disable=SC2034
# The Debian packages Mekiki needs, in one place. Source this file; then `need_packages NAME...` installs what is missing.

# To build the programs.
packages_build=(
  cmake ninja-build g++ pkg-config ccache
  libboost1.81-dev libgmime-3.0-dev libicu-dev libpsl-dev publicsuffix libc-ares-dev libmaxminddb-dev
  libcurl4-openssl-dev libsqlite3-dev libhiredis-dev
  libseccomp-dev libssl-dev nlohmann-json3-dev libfmt-dev libspdlog-dev libcli11-dev
  libzxing-dev libpng-dev libjpeg-dev libgif-dev libwebp-dev libarchive-dev zlib1g-dev
)

# On top of these, to run every test.
packages_test=(
  clang-19 clang-format-19 clang-tidy-19 libclang-rt-19-dev lld-19
  nsd unbound rbldnsd redis-server
  libgtest-dev libgmock-dev libyaml-cpp-dev libgumbo-dev libvalijson-dev shellcheck git
  thunderbird
)

# To see the sample mail in a Thunderbird window.
packages_window=(thunderbird fonts-noto-cjk)

# To make the packages (installer/make-packages.sh), and to install them in bare systems (tests/packages.sh).
packages_package=(dpkg-dev fakeroot rpm lintian debootstrap)

# One of the packages is not installed (one dpkg-query call, no apt).
packages_missing() {
  local name state
  declare -A installed=()
  while read -r name state; do
    if [[ $state == ii* ]]; then installed[${name%%:*}]=1; fi
  done < <(dpkg-query -W -f='${binary:Package} ${db:Status-Abbrev}\n' "$@" 2>/dev/null)
  for name in "$@"; do
    if [[ -z ${installed[$name]:-} ]]; then echo "$name"; fi
  done
}

as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "Packages must be installed, which needs root: run this as root or install sudo. Missing: ${missing_now[*]}" >&2
    return 1
  fi
}

# Installs what is missing; says nothing and calls no apt when all is there.
need_packages() {
  mapfile -t missing_now < <(packages_missing "$@")
  if [[ ${#missing_now[@]} -eq 0 ]]; then return 0; fi
  if ! command -v apt-get >/dev/null; then
    echo "This script installs packages with apt, which is not here. On another system install these yourself: $*" >&2
    return 1
  fi
  echo "Installing ${#missing_now[@]} packages: ${missing_now[*]}"
  local options=(-qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0)
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" update </dev/null
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install -y --no-install-recommends \
    "${missing_now[@]}" </dev/null >/dev/null
}

# Node 18 or newer, from wherever it came; else Debian's.
need_node() {
  local major=0
  if command -v node >/dev/null; then major=$(node -p 'process.versions.node.split(".")[0]'); fi
  if [[ $major -lt 18 ]]; then need_packages nodejs; fi
}

need_npm() {
  need_node
  if ! command -v npm >/dev/null; then need_packages npm; fi
}
