#!/usr/bin/env node
// Packs the extension under another version: node tests/packages/older-xpi.mjs VERSION OUT.xpi

import fs from "node:fs";
import { packed } from "../../installer/pack-extension.mjs";

const [, , version, target] = process.argv;
fs.writeFileSync(target, packed(version));
