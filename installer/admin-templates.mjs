#!/usr/bin/env node
// Makes the administrators' templates from manifests/settings.schema.json and the example policy:
//   node installer/admin-templates.mjs FOLDER
//     FOLDER/windows/mekiki.admx, en-US/mekiki.adml, ja-JP/mekiki.adml     Group Policy, Intune
//     FOLDER/macos/mekiki.mobileconfig                                     Jamf and other MDM
// How the values arrive: Thunderbird reads Software\Policies\Mozilla\Thunderbird; values named 1, 2, ... are a list,
// REG_MULTI_SZ is JSON, REG_DWORD a number (0 and 1 are taken for false and true by the extension).

import fs from "node:fs";
import path from "node:path";

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), "..");
const read = (/** @type {string} */ file) => JSON.parse(fs.readFileSync(path.join(root, file), "utf8"));
const EXTENSION_ID = "mekiki@mekiki.invalid";
const KEY = `Software\\Policies\\Mozilla\\Thunderbird\\3rdparty\\Extensions\\${EXTENSION_ID}`;

const escaped = (/** @type {string} */ text) =>
  text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;");

/** @param {any} property @returns {"boolean" | "choice" | "text" | "number" | "list" | "json"} */
export function kindOf(property) {
  if (property.enum) return "choice";
  if (property.type === "boolean") return "boolean";
  if (property.type === "string") return "text";
  if (property.type === "integer") return "number";
  if (property.type === "array" && property.items?.type === "string") return "list";
  return "json";
}

/** The settings but the editor's help. @param {any} schema @returns {[string, any][]} */
export const settingsOf = (schema) => Object.entries(schema.properties).filter(([name]) => !name.startsWith("$"));

/** @param {string} name @param {any} property */
function policy(name, property) {
  const attributes = [
    `name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_help)"`,
    `key="${kindOf(property) === "list" ? `${KEY}\\${name}` : KEY}"`,
  ];
  const head = '      <parentCategory ref="mekiki" />\n      <supportedOn ref="thunderbird" />\n';
  /** @type {Record<string, () => string>} */
  const elements = {
    boolean: () => '      <enabledValue><decimal value="1" /></enabledValue>\n      <disabledValue><decimal value="0" /></disabledValue>\n',
    choice: () =>
      `      <elements><enum id="${name}" valueName="${name}" required="true">\n${property.enum
        .map((/** @type {string} */ value, /** @type {number} */ at) =>
          `        <item displayName="$(string.${name}_${at})"><value><string>${escaped(value)}</string></value></item>\n`)
        .join("")}      </enum></elements>\n`,
    text: () => `      <elements><text id="${name}" valueName="${name}" /></elements>\n`,
    number: () => `      <elements><decimal id="${name}" valueName="${name}"${property.minimum === undefined ? "" : ` minValue="${property.minimum}"`}${property.maximum === undefined ? "" : ` maxValue="${property.maximum}"`} /></elements>\n`,
    list: () => `      <elements><list id="${name}" key="${KEY}\\${name}" valuePrefix="" /></elements>\n`,
    json: () => `      <elements><multiText id="${name}" valueName="${name}" maxLength="262144" /></elements>\n`,
  };
  const kind = kindOf(property);
  if (kind === "boolean") attributes.push(`valueName="${name}"`);
  else attributes.push(`presentation="$(presentation.${name})"`);
  return `    <policy ${attributes.join(" ")}>\n${head}${elements[kind]()}    </policy>\n`;
}

/** @param {any} schema */
export const admx = (schema) => `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces><target prefix="mekiki" namespace="Mekiki.Policies" /></policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn><definitions><definition name="thunderbird" displayName="$(string.supported)" /></definitions></supportedOn>
  <categories><category name="mekiki" displayName="$(string.mekiki)" /></categories>
  <policies>
${settingsOf(schema).map(([name, property]) => policy(name, property)).join("")}  </policies>
</policyDefinitions>
`;

/** @param {any} schema @param {any} texts those of one language in manifests/policies/texts.json */
export function adml(schema, texts) {
  const frame = texts.frame;
  /** @type {[string, string][]} */
  const strings = [["mekiki", "Mekiki"], ["supported", frame.supported]];
  let presentations = "";
  for (const [name, property] of settingsOf(schema)) {
    strings.push([name, texts[name]?.name ?? name], [`${name}_help`, `${texts[name]?.help ?? property.description ?? ""} (${name})`]);
    const kind = kindOf(property);
    if (kind === "choice") {
      property.enum.forEach((/** @type {string} */ value, /** @type {number} */ at) => strings.push([`${name}_${at}`, value || frame.or]));
    }
    /** @type {Record<string, string>} */
    const forms = {
      choice: `<dropdownList refId="${name}" noSort="true"></dropdownList>`,
      text: `<textBox refId="${name}"><label></label></textBox>`,
      number: `<decimalTextBox refId="${name}"></decimalTextBox>`,
      list: `<listBox refId="${name}"></listBox>`,
      json: `<multiTextBox refId="${name}" defaultHeight="8">${frame.json}</multiTextBox>`,
    };
    if (kind !== "boolean") presentations += `      <presentation id="${name}">${forms[kind]}</presentation>\n`;
  }
  const table = strings.map(([id, text]) => `      <string id="${id}">${escaped(text)}</string>\n`).join("");
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Mekiki</displayName>
  <description>Mekiki</description>
  <resources>
    <stringTable>
${table}    </stringTable>
    <presentationTable>
${presentations}    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

/** @param {unknown} value @param {string} [indent] @returns {string} */
function plist(value, indent = "") {
  const deeper = `${indent}  `;
  if (typeof value === "boolean") return `${indent}<${value}/>\n`;
  if (typeof value === "number") return `${indent}<integer>${value}</integer>\n`;
  if (typeof value === "string") return `${indent}<string>${escaped(value)}</string>\n`;
  if (Array.isArray(value)) return `${indent}<array>\n${value.map((item) => plist(item, deeper)).join("")}${indent}</array>\n`;
  return `${indent}<dict>\n${Object.entries(/** @type {object} */ (value))
    .map(([key, item]) => `${deeper}<key>${escaped(key)}</key>\n${plist(item, deeper)}`)
    .join("")}${indent}</dict>\n`;
}

/** @param {{ policies: any }} example manifests/policies/policies.json */
export function mobileconfig(example) {
  const policies = structuredClone(example.policies);
  policies.ExtensionSettings[EXTENSION_ID].install_url = "file:///Library/Application%20Support/Mekiki/mekiki@mekiki.invalid.xpi";
  const payload = {
    PayloadType: "org.mozilla.thunderbird",
    PayloadVersion: 1,
    PayloadIdentifier: "invalid.mekiki.settings",
    PayloadUUID: "8D3E5F0C-5B0E-4F0A-9C54-1D4E4B7A6C01",
    PayloadDisplayName: "Mekiki",
    EnterprisePoliciesEnabled: true,
    ...policies,
  };
  const profile = {
    PayloadType: "Configuration",
    PayloadVersion: 1,
    PayloadIdentifier: "invalid.mekiki",
    PayloadUUID: "8D3E5F0C-5B0E-4F0A-9C54-1D4E4B7A6C02",
    PayloadDisplayName: "Mekiki",
    PayloadScope: "System",
    PayloadContent: [payload],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${plist(profile)}</plist>
`;
}

/** Every file by its name below the folder. @returns {Record<string, string>} */
export function templates() {
  const schema = read("manifests/settings.schema.json");
  const texts = read("manifests/policies/texts.json");
  const crlf = (/** @type {string} */ text) => text.replace(/\n/gu, "\r\n");
  return {
    "windows/mekiki.admx": crlf(admx(schema)),
    "windows/en-US/mekiki.adml": crlf(adml(schema, texts.en)),
    "windows/ja-JP/mekiki.adml": crlf(adml(schema, texts.ja)),
    "macos/mekiki.mobileconfig": mobileconfig(read("manifests/policies/policies.json")),
  };
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === new URL(import.meta.url).pathname) {
  const folder = path.resolve(process.argv[2] ?? path.join(root, "build", "administrators"));
  for (const [name, content] of Object.entries(templates())) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    console.log(file);
  }
}
