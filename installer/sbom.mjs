#!/usr/bin/env node
// The list of what the packages consist of, as SPDX 2.3 JSON: our programs, the libraries they load with the Debian
// package and version each is from, and the data packed.
//   node installer/sbom.mjs BUILD_FOLDER

import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { execFileSync } from "node:child_process";

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname), "..");
const build = path.resolve(process.argv[2] ?? path.join(root, "build", "release"));
const version = fs.readFileSync(path.join(root, "VERSION"), "utf8").trim();
const created = new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1000).toISOString().replace(".000Z", "Z");
const run = (/** @type {string} */ program, /** @type {string[]} */ ...args) =>
  execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

const programs = ["mekiki", "mekiki-host", "mekiki-examiner"].map((name) => path.join(build, "bin", name));
const libraries = [...new Set(programs.flatMap((program) => [...run("ldd", program).matchAll(/=> (\/\S+)/gu)].map((match) => fs.realpathSync(match[1]))))];

/** The Debian package of each file; merged-/usr paths are known under either name. */
const owners = new Set(libraries.flatMap((file) => {
  for (const name of [file, file.replace(/^\/usr/u, "")]) {
    try {
      return [run("dpkg-query", "-S", name).split(":")[0]];
    } catch {
      continue;
    }
  }
  return [];
}));
// Header-only, compiled in.
for (const name of ["libboost1.81-dev", "nlohmann-json3-dev", "libcli11-dev"]) {
  owners.add(name);
}

const dependencies = [...owners].sort().map((name) => {
  const [source, number] = run("dpkg-query", "-W", "-f", "${source:Package}\t${Version}\n", name).split("\n")[0].split("\t");
  return {
    SPDXID: `SPDXRef-${name.replace(/[^A-Za-z0-9.-]/gu, "-")}`,
    name,
    versionInfo: number,
    supplier: "Organization: Debian",
    downloadLocation: "NOASSERTION",
    filesAnalyzed: false,
    comment: `Debian source package ${source}`,
    externalRefs: [{
      referenceCategory: "PACKAGE-MANAGER",
      referenceType: "purl",
      referenceLocator: `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(number)}?distro=debian-12`,
    }],
  };
});
const places = path.join(build, "places", "dbip-country.mmdb");
if (fs.existsSync(places)) {
  dependencies.push({
    SPDXID: "SPDXRef-dbip-country",
    name: "IP to Country Lite",
    versionInfo: "2.3.2026060120",
    supplier: "Organization: DB-IP",
    downloadLocation: "https://db-ip.com",
    filesAnalyzed: false,
    // @ts-ignore: only data has these here
    licenseConcluded: "CC-BY-4.0",
    checksums: [{ algorithm: "SHA256", checksumValue: crypto.createHash("sha256").update(fs.readFileSync(places)).digest("hex") }],
  });
}
const own = {
  SPDXID: "SPDXRef-mekiki",
  name: "mekiki",
  versionInfo: version,
  downloadLocation: "NOASSERTION",
  filesAnalyzed: false,
  licenseConcluded: "MPL-2.0",
  licenseDeclared: "MPL-2.0",
  copyrightText: "2026 The Mekiki authors",
};
const document = {
  spdxVersion: "SPDX-2.3",
  dataLicense: "CC0-1.0",
  SPDXID: "SPDXRef-DOCUMENT",
  name: `mekiki-${version}`,
  documentNamespace: `https://mekiki.invalid/spdx/mekiki-${version}-${created}`,
  creationInfo: { created, creators: ["Tool: installer/sbom.mjs"] },
  packages: [own, ...dependencies],
  relationships: [
    { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: own.SPDXID },
    ...dependencies.map(({ SPDXID }) => ({ spdxElementId: own.SPDXID, relationshipType: "DEPENDS_ON", relatedSpdxElement: SPDXID })),
  ],
};
console.log(JSON.stringify(document, null, 2));
