# shellcheck shell=bash disable=SC2154,SC2016
# Bare Debian systems for the scenarios: one base (debootstrap, Thunderbird), and for each scenario a copy of it that
# is thrown away. Sourced by tests/packages.sh.

roots=$(realpath -m "${MEKIKI_ROOTS:-build/roots}")
base=$roots/base

# Debian 12 without anything, then Thunderbird: what a person has before Mekiki comes.
make_base() {
  if [[ -e $base/done ]]; then return 0; fi
  rm -rf --one-file-system "$base"
  mkdir -p "$base"
  echo "Making the bare root $base."
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 2>/dev/null | grep -v security | head -n 1)
  debootstrap --variant=minbase --include=ca-certificates bookworm "$base/root" "${mirror:-http://deb.debian.org/debian}" >"$roots/debootstrap.log"
  # Packages come from where this machine has them from.
  cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/apt/trusted.gpg.d "$base/root/etc/apt/" 2>/dev/null || true
  cp /etc/resolv.conf "$base/root/etc/resolv.conf"
  inside_root "$base/root" apt-get -qq update
  inside_root "$base/root" apt-get -qq install -y --no-install-recommends thunderbird
  inside_root "$base/root" useradd --create-home --uid 1000 reader
  touch "$base/done"
}

inside_root() {
  local root=$1
  shift
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive \
    "$@" </dev/null >>"$roots/log" 2>&1 || { echo "failed in the root: $*" >&2; tail -n 20 "$roots/log" >&2; return 1; }
}

# A copy of the base by overlay: what the scenario writes is thrown away.
open_root() {
  local here=$scratch/$1
  mkdir -p "$here"/{root,upper,work}
  mount -t tmpfs none "$here/upper" 2>/dev/null
  mkdir -p "$here/upper"/{data,work}
  mount -t overlay overlay -o "lowerdir=$base/root,upperdir=$here/upper/data,workdir=$here/upper/work" "$here/root"
  mount -t proc proc "$here/root/proc"
  mount --rbind /dev "$here/root/dev"
  root=$here/root
  # What Thunderbird sees and what its driver sees have the same names.
  home=$here/home
  mkdir -p "$home" "$root$home"
  chown 1000:1000 "$home"
  mount --bind "$home" "$root$home"
  chmod 755 "$scratch" "$here"
  # Thunderbird as its reader, in the root.
  cat >"$here/thunderbird" <<END
#!/bin/sh
exec chroot --userspec=1000:1000 '$root' /usr/lib/thunderbird/thunderbird-bin "\$@"
END
  chmod 755 "$here/thunderbird"
  export THUNDERBIRD=$here/thunderbird
}

close_root() { umount -R "$root" && umount "$scratch/$scenario/upper"; }

in_root() { inside_root "$root" "$@"; }

# As the reader, with what it prints.
as_reader() {
  chroot --userspec=1000:1000 "$root" env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME="$home" "$@" </dev/null
}

# The same programs under an older number, with a file that the newer version has no more and another default setting.
make_older() {
  local tree=$scratch/older
  dpkg-deb -R "$1" "$tree"
  sed -i 's/^Version: .*/Version: 0.0.9-1/' "$tree/DEBIAN/control"
  echo "No longer there." >"$tree/usr/share/mekiki/old-data"
  printf '{}\n' >"$tree/etc/mekiki/config.json"
  node tests/packages/older-xpi.mjs 0.0.9 "$tree/usr/share/webext/mekiki@mekiki.invalid.xpi"
  dpkg-deb --root-owner-group -b "$tree" "$2" >/dev/null
}

# Every path of the root but what apt, dpkg and the scenario itself leave behind.
listing() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path "./${scratch#/}" -o -path ./var/lib/dpkg \
    -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log -o -path ./run \) -prune -o -print | sort)
}

verdict() { node tests/packages/verdict.mjs --home "$home" "$@"; }

install_deb() {
  cp "$1" "$root/tmp/"
  local start
  start=$(date +%s%N)
  in_root apt-get -qq install -y --allow-downgrades "${@:2}" "/tmp/$(basename "$1")"
  echo "    installed $(basename "$1") in $((($(date +%s%N) - start) / 1000000)) ms"
}

is_version() {
  local found
  found=$(chroot "$root" dpkg-query -W -f '${Version}' mekiki)
  [[ $found == "$1" ]] || { echo "version $found is installed, not $1" >&2; return 1; }
}

there() { local path; for path in "$@"; do [[ -e $root$path || -L $root$path ]] || { echo "missing: $path" >&2; return 1; }; done; }
gone() { local path; for path in "$@"; do [[ ! -e $root$path && ! -L $root$path ]] || { echo "left behind: $path" >&2; return 1; }; done; }
