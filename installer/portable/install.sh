#!/bin/sh
# Installs Mekiki for you alone, without root, from the folder this script lies in.
#   ./install.sh                     into ~/.local
#   ./install.sh --prefix FOLDER     elsewhere
#   ./install.sh --remove            takes away again exactly what was installed there
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=$HOME/.local
action=install
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) prefix=${2:?--prefix needs a folder}; shift ;;
    --remove) action=remove ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 64 ;;
  esac
  shift
done
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
list=$prefix/share/mekiki/installed-files

remove() {
  if [ ! -e "$list" ]; then echo "Mekiki was not installed into $prefix." >&2; exit 66; fi
  if [ -x "$prefix/bin/mekiki" ]; then "$prefix/bin/mekiki" uninstall --user; fi
  while IFS= read -r file; do rm -f "$prefix/$file"; done <"$list"
  rm -f "$list"
  # Folders that were ours, from the inside out; those that hold something else stay.
  find "$prefix/libexec/mekiki" "$prefix/lib/mekiki" "$prefix/share/mekiki" "$prefix/share/doc/mekiki" \
    -depth -type d -exec rmdir {} \; 2>/dev/null || true
}

if [ "$action" = remove ]; then
  remove
  echo "Mekiki is removed from $prefix. In Thunderbird, remove the add-on under Add-ons and Themes."
  exit 0
fi
if [ -e "$list" ]; then remove >/dev/null; fi # an older version's files do not stay behind

mkdir -p "$(dirname "$list")"
(cd "$here" && find bin lib libexec share -type f -o -type l | sort) >"$list.new"
while IFS= read -r file; do
  mkdir -p "$prefix/$(dirname "$file")"
  # Beside it, then renamed: a running program keeps its file.
  cp -P "$here/$file" "$prefix/$file.mekiki-new"
  mv -f "$prefix/$file.mekiki-new" "$prefix/$file"
done <"$list.new"
cp "$here/install.sh" "$prefix/share/mekiki/install.sh"
echo share/mekiki/install.sh >>"$list.new"
mv "$list.new" "$list"
"$prefix/bin/mekiki" install --user

cat <<END

Mekiki is installed in $prefix. One step is left, in Thunderbird:
  Add-ons and Themes > the gear > Install Add-on From File > $prefix/share/mekiki/mekiki@mekiki.invalid.xpi
To take everything away again: $prefix/share/mekiki/install.sh --remove --prefix $prefix
END
