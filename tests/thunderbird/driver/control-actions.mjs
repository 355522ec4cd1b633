// Functions that run inside Thunderbird for mails that are moved or composed. Each travels as text: none may use
// anything of this module.
/* global Services, ChromeUtils, Ci, Cu */

export function makeJunkFolder() {
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const { rootFolder } = MailServices.accounts.localFoldersServer;
  if (!rootFolder.containsChildNamed("Junk")) {
    rootFolder.createSubfolder("Junk", null);
  }
  rootFolder.getChildNamed("Junk").setFlag(Ci.nsMsgFolderFlags.Junk);
}

export function subjectsIn(name) {
  const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
  const folder = MailServices.accounts.localFoldersServer.rootFolder.getChildNamed(name);
  return [...folder.messages].map((header) => header.mime2DecodedSubject);
}

/** As if the reader had agreed when asked. */
export async function allowMoving() {
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { extension } = Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID("mekiki@mekiki.invalid");
  await ExtensionPermissions.add(extension.id, { permissions: ["messagesMove"], origins: [], data_collection: [] }, extension);
}

export async function forbidMoving() {
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { extension } = Cu.getGlobalForObject(Services).WebExtensionPolicy.getByID("mekiki@mekiki.invalid");
  await ExtensionPermissions.remove(extension.id, { permissions: ["messagesMove"], origins: [], data_collection: [] }, extension);
}

/** The open composer, once it is ready, or null. */
export function composed() {
  const window = Services.wm.getMostRecentWindow("msgcompose");
  const bucket = window?.document.getElementById("attachmentBucket");
  if (!window?.gMsgCompose || !window.composeEditorReady || bucket.itemCount === 0) {
    return null;
  }
  return {
    to: [...window.document.querySelectorAll("#toAddrContainer mail-address-pill")].map((pill) => pill.fullAddress).join(", "),
    subject: window.document.getElementById("msgSubject").value,
    attachments: [...bucket.itemChildren].map(({ attachment }) => attachment.name),
    body: window.document.getElementById("messageEditor").contentDocument.body.innerText,
  };
}

export function closeComposers() {
  for (const window of [...Services.wm.getEnumerator("msgcompose")]) {
    window.gMsgCompose.bodyModified = false;
    window.gContentChanged = false;
    window.close();
  }
}
