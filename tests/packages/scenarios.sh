# shellcheck shell=bash disable=SC2154
# What happens to packages in real life. Each has a bare root of its own (tests/packages/root.sh).

# shellcheck disable=SC2034
scenarios=(fresh existing upgrade downgrade settings policy doctor remove portable)

# On a machine that never saw it; then a doctor who finds nothing to mend.
scenario_fresh() {
  install_deb "$deb"
  there /usr/bin/mekiki /usr/libexec/mekiki/mekiki-host /etc/mekiki/config.json \
    /usr/lib/mozilla/native-messaging-hosts/mekiki.json /usr/lib/thunderbird/extensions/mekiki@mekiki.invalid.xpi
  in_root test -r /usr/lib/thunderbird/extensions/mekiki@mekiki.invalid.xpi
  verdict --profile "$home/profile"
  as_reader mekiki doctor | sed 's/^/    /'
  as_reader mekiki config check /etc/mekiki/config.json | sed 's/^/    /'
}

# The reader's Thunderbird was there first.
scenario_existing() {
  verdict --profile "$home/profile" --expect none
  install_deb "$deb"
  verdict --profile "$home/profile"
}

# Under an open Thunderbird: the window goes on judging, the next start has the new extension.
scenario_upgrade() {
  install_deb "$older"
  there /usr/share/mekiki/old-data
  cp "$deb" "$root/tmp/"
  verdict --profile "$home/profile" --meanwhile "chroot '$root' dpkg -i '/tmp/$(basename "$deb")'"
  is_version "$version-1"
  gone /usr/share/mekiki/old-data
  verdict --profile "$home/profile"
}

scenario_downgrade() {
  install_deb "$deb"
  verdict --profile "$home/profile"
  install_deb "$older"
  is_version 0.0.9-1
  verdict --profile "$home/profile"
}

# What the administrator wrote outlives an upgrade; what nobody touched gets the new default.
scenario_settings() {
  install_deb "$older"
  echo '{"dns": false}' >"$root/etc/mekiki/config.json"
  in_root dpkg --force-confdef --force-confold -i "/tmp/$(basename "$older")"
  install_deb "$deb" -o DPkg::Options::=--force-confold
  grep -q '"dns": false' "$root/etc/mekiki/config.json"
  as_reader mekiki doctor --json --network | grep -q '"network.dns"'
}

# A machine under the example policy.
scenario_policy() {
  install_deb "$deb"
  mkdir -p "$root/etc/thunderbird/policies"
  cp manifests/policies/policies.json "$root/etc/thunderbird/policies/"
  verdict --profile "$home/profile" --policy
  as_reader mekiki doctor | grep -a 'policies.json' | sed 's/^/    /'
}

# What breaks in practice, and what --fix makes of it.
scenario_doctor() {
  install_deb "$deb"
  local manifests=$home/.mozilla/native-messaging-hosts
  mkdir -p "$manifests" "$home/.cache/mekiki"
  sed 's|/usr/libexec|/opt/old|' "$root/usr/lib/mozilla/native-messaging-hosts/mekiki.json" >"$manifests/mekiki.json"
  chmod 777 "$home/.cache/mekiki"
  chown -R 1000:1000 "$home"
  if as_reader mekiki doctor >/dev/null; then return 1; fi
  as_reader mekiki doctor --fix 2>&1 | grep -aE 'Mended|problem' | sed 's/^/    /'
  as_reader mekiki doctor --json | grep -q '"ok": true'
  verdict --profile "$home/profile"
}

# Removed: the settings stay. Purged: nothing stays. An existing profile opens as if there had been nothing.
scenario_remove() {
  in_root apt-get -qq install -y "$(dpkg-deb -f "$deb" Depends | sed 's/ *([^)]*)//g; s/, .*//')"
  listing >"$scratch/before"
  install_deb "$deb"
  verdict --profile "$home/profile"
  mkdir -p "$root/var/lib/mekiki" && echo x >"$root/var/lib/mekiki/city.mmdb"
  in_root apt-get -qq remove -y mekiki
  there /etc/mekiki/config.json
  gone /usr/bin/mekiki /usr/libexec/mekiki /usr/share/mekiki /usr/share/doc/mekiki \
    /usr/lib/mozilla/native-messaging-hosts/mekiki.json /usr/lib/thunderbird/extensions/mekiki@mekiki.invalid.xpi \
    /usr/share/webext/mekiki@mekiki.invalid.xpi
  verdict --profile "$home/profile" --expect none
  in_root apt-get -qq purge -y mekiki
  in_root apt-get -qq autoremove -y --purge
  gone /etc/mekiki /var/lib/mekiki
  listing >"$scratch/after"
  diff "$scratch/before" "$scratch/after"
  echo "    after purge: every path as before"
}

# The archive, for one user without root; away again without a trace.
scenario_portable() {
  tar -xzf "$archive" -C "$home"
  chown -R 1000:1000 "$home"
  (cd "$home" && find . -path "./mekiki-*" -prune -o -print | sort) >"$scratch/before"
  local start
  start=$(date +%s%N)
  as_reader "$home/mekiki-$version-linux-x86_64/install.sh" | sed 's/^/    /'
  echo "    installed in $((($(date +%s%N) - start) / 1000000)) ms"
  verdict --profile "$home/profile" --install "$home/.local/share/mekiki/mekiki@mekiki.invalid.xpi"
  as_reader "$home/.local/bin/mekiki" doctor | sed 's/^/    /'
  verdict --profile "$home/profile"
  as_reader "$home/.local/share/mekiki/install.sh" --remove | sed 's/^/    /'
  (cd "$home" && find . \( -path "./mekiki-*" -o -path ./profile -o -path ./.cache -o -path ./.run -o -path ./.thunderbird \) \
    -prune -o \( -type f -o -type l \) -print | sort) >"$scratch/after"
  if grep -i mekiki "$scratch/after"; then return 1; fi
}
