#!/bin/bash
# Opens a Thunderbird beside your own: an empty profile with the extension and the sample mails, gone when it is closed.
# Called by try.sh --thunderbird: installer/try-thunderbird.sh MAIL_FILE...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} && -z ${MOZ_HEADLESS:-} ]]; then
  echo "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set); run this in a desktop session." >&2
  exit 1
fi

profile=$(mktemp -d -t mekiki-try.XXXXXX)
trap 'rm -rf "$profile"' EXIT

# Installed by lying in the profile; autoDisableScopes lets it start without a question.
mkdir -p "$profile/extensions" "$profile/Mail/Local Folders"
node installer/pack-extension.mjs "$profile/extensions/mekiki@mekiki.invalid.xpi" >/dev/null

# A local folder with the samples, and none of the questions of a first start.
cat >"$profile/user.js" <<'PREFERENCES'
user_pref("extensions.autoDisableScopes", 0);
user_pref("extensions.startupScanScopes", 1);
user_pref("mail.accountmanager.accounts", "account1");
user_pref("mail.accountmanager.localfoldersserver", "server1");
user_pref("mail.account.account1.server", "server1");
user_pref("mail.server.server1.type", "none");
user_pref("mail.server.server1.name", "Local Folders");
user_pref("mail.server.server1.hostname", "Local Folders");
user_pref("mail.server.server1.userName", "nobody");
user_pref("mail.server.server1.directory-rel", "[ProfD]Mail/Local Folders");
user_pref("mail.server.server1.storeContractID", "@mozilla.org/msgstore/berkeleystore;1");
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mail.rights.override", true);
user_pref("mail.shell.checkDefaultClient", false);
user_pref("mail.spotlight.firstRunDone", true);
user_pref("mail.inappnotifications.enabled", false);
user_pref("mailnews.start_page.enabled", false);
user_pref("app.donation.eoy.version.viewed", 999);
user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
PREFERENCES

for mail in "$@"; do
  printf 'From - Thu Jan  1 00:00:00 2026\nX-Mozilla-Status: 0001\n'
  # As mboxes quote lines of a text that begin like a separator.
  sed 's/^>*From />&/' "$mail"
  printf '\n'
done >"$profile/Mail/Local Folders/Samples"

echo 'Opening Thunderbird: choose a mail in "Samples", then click "Check this email" above it.'
"${THUNDERBIRD:-thunderbird}" --profile "$profile" --no-remote "${1:+$(realpath "$1")}" 2>"$profile/thunderbird.log"
