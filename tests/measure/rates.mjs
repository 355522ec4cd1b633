#!/usr/bin/env node
// How often each level and each code comes up, on scam and on honest mail, by where the mails are from.
//
//   find CORPUS -name '*.eml' | sort | mekiki scan --offline - > scan.jsonl
//   tests/measure/rates.mjs scan.jsonl manifest.csv [--by source|stratum|year] [--code CODE] [--list LEVEL]
//
// The manifest is a table with a heading: file, label ("ham", all else is scam), source, stratum, year. A line of the
// scan belongs to the entry with the same file name.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const usage = 'Usage: rates.mjs SCAN.jsonl MANIFEST.csv [--by source|stratum|year] [--code CODE] [--list LEVEL]';
const levels = ['danger', 'suspicious', 'note', 'none', 'error'];

// RFC 4180, as far as a manifest needs it: quoted cells may hold commas.
function cells(line) {
  const found = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  return found.map((cell) => cell.replace(/,$/, '').replace(/^"|"$/g, '').replaceAll('""', '"'));
}

function readManifest(file) {
  const [heading, ...rows] = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const names = cells(heading);
  const entries = rows.map((row) => Object.fromEntries(cells(row).map((cell, i) => [names[i], cell])));
  return new Map(entries.map((entry) => [basename(entry.file), entry]));
}

function readOptions(words) {
  const options = { files: [], by: 'source' };
  for (let i = 0; i < words.length; ++i) {
    if (words[i].startsWith('--')) options[words[i].slice(2)] = words[++i];
    else options.files.push(words[i]);
  }
  if (options.files.length !== 2 || !['source', 'stratum', 'year'].includes(options.by)) {
    console.error(usage);
    process.exit(64);
  }
  return options;
}

function readMails({ files: [scan, manifest], by }) {
  const entries = readManifest(manifest);
  const mails = [];
  let strangers = 0;
  for (const line of readFileSync(scan, 'utf8').split('\n').filter(Boolean)) {
    const result = JSON.parse(line);
    const entry = entries.get(basename(result.path));
    if (!entry) ++strangers;
    else {
      const kind = entry.label === 'ham' ? 'ham' : 'scam';
      const from = [entry.source, by === 'source' ? '' : entry[by]].filter(Boolean).join(' ');
      mails.push({ ...result, kind, year: Number(entry.year), group: `${kind} ${from}`, level: result.level ?? 'error' });
    }
  }
  if (strangers > 0) console.error(`${strangers} mails are not in the manifest`);
  return mails;
}

const percent = (part, whole) => (whole === 0 ? '-' : ((100 * part) / whole).toFixed(part > 0 && part * 100 < whole ? 2 : 1));

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const pad = (cell, i) => (i === 0 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i]));
  for (const row of rows) console.log(row.map(pad).join('  ').trimEnd());
}

function groupsOf(mails) {
  const groups = new Map();
  for (const mail of mails) (groups.get(mail.group) ?? groups.set(mail.group, []).get(mail.group)).push(mail);
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  const scam = mails.filter((mail) => mail.kind === 'scam');
  const ham = mails.filter((mail) => mail.kind === 'ham');
  return [['scam', scam], ['ham', ham], ['ham since 2018', ham.filter((mail) => mail.year >= 2018)], ...sorted];
}

function printLevels(groups) {
  console.log('Levels: mails and percent');
  const row = ([name, mails]) => [
    name,
    mails.length,
    ...levels.flatMap((level) => {
      const count = mails.filter((mail) => mail.level === level).length;
      return [count, percent(count, mails.length)];
    }),
  ];
  table([['', 'mails', ...levels.flatMap((level) => [level, '%'])], ...groups.map(row)]);
}

function printCodes(groups, mails) {
  const [[, scam], [, ham], [, recent], ...sources] = groups;
  const codes = [...new Set(mails.flatMap((mail) => mail.codes ?? []))].sort();
  const has = (code) => (mail) => mail.codes?.includes(code);
  console.log('\nCodes: mails that have it, percent of scam, of honest mail, of honest mail since 2018; and the sources');
  const row = (code) => {
    const inScam = scam.filter(has(code)).length;
    const inHam = ham.filter(has(code)).length;
    const inRecent = recent.filter(has(code)).length;
    const where = sources
      .map(([name, those]) => [name, percent(those.filter(has(code)).length, those.length)])
      .filter(([, share]) => Number(share) > 0);
    return [code, inScam, percent(inScam, scam.length), inHam, percent(inHam, ham.length), inRecent,
      percent(inRecent, recent.length), where.map(([name, share]) => `${name} ${share}`).join(', ')];
  };
  const rows = codes.map(row);
  for (const one of rows) one[7] = `  ${one[7]}`;
  const heading = ['', 'scam', '%', 'ham', '%', '2018-', '%', '  where'];
  const widths = heading.slice(0, 7).map((_, i) => Math.max(...[heading, ...rows].map((one) => String(one[i]).length)));
  for (const one of [heading, ...rows]) {
    const fixed = one.slice(0, 7).map((cell, i) => (i === 0 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i])));
    console.log(`${fixed.join('  ')}${one[7]}`);
  }
}

const options = readOptions(process.argv.slice(2));
const mails = readMails(options);
if (options.code || options.list) {
  const wanted = mails.filter((mail) => (!options.code || mail.codes?.includes(options.code)) && (!options.list || mail.level === options.list));
  for (const mail of wanted) console.log(`${mail.kind}\t${mail.level}\t${mail.path}\t${(mail.codes ?? []).join(' ')}`);
} else {
  const groups = groupsOf(mails);
  printLevels(groups);
  printCodes(groups, mails);
}
