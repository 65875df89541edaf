#!/usr/bin/env node
// expected.mjs plan EXPECTED FOLDER    what to ask an editor, as positions (JSON); the text is copied
//                                      into FOLDER, so that no article of others is beside it
// expected.mjs check EXPECTED REPORT [WITHOUT]   does an editor's report say what is expected?
//
// WITHOUT, words with commas between, names what an editor does not have:
// diagnostics.source, diagnostics.hint (it shows hints as warnings), inlay_hints,
// references.declaration (counts the others only),
// symbols, symbols.detail (names alone).
//
// With $REPORTS, a folder, the report is kept there for agree.mjs.
//
// Places in EXPECTED are given by their words: "said on |Friday" is the place of
// the bar in the one line of the text that has "said on Friday". Positions in
// plans and reports are a line and a UTF-16 character, both from 0.
//
// EXPECTED: file         the text, beside EXPECTED
//           diagnostics  all of them, or those of the codes in "only": code, severity, on (the words), says
//           absent       codes that must not be reported
//           symbols      the outline: some of it, in order, as "detail: name" or a part of it
//           inlay_hints  all of them: at, label
//           hovers       at, says (a list of parts, in order)
//           definitions  at, leads_to (the words at the target), file (if another)
//           references   at, count
import fs from 'node:fs';
import path from 'node:path';

const [mode, expectedFile, reportFile, without = ''] = process.argv.slice(2);
const has = (what) => !without.split(',').includes(what);
if (!(mode === 'plan' && reportFile) && !(mode === 'check' && reportFile)) {
  console.error('usage: expected.mjs plan EXPECTED FOLDER | check EXPECTED REPORT [WITHOUT]');
  process.exit(2);
}
const folder = path.dirname(fs.realpathSync(expectedFile));
const expected = JSON.parse(fs.readFileSync(expectedFile, 'utf8'));
const lines = (name) => fs.readFileSync(path.join(folder, name), 'utf8').split('\n');
const text = lines(expected.file);

function place(words, of = text) {
  const bar = Math.max(words.indexOf('|'), 0);
  const plain = words.replace('|', '');
  const found = of.flatMap((line, at) => (line.includes(plain) ? [[at, line.indexOf(plain) + bar]] : []));
  if (found.length !== 1) throw new Error(`“${plain}” stands in ${found.length} lines, not in one`);
  return found[0];
}

if (mode === 'plan') {
  const places = (key) => (expected[key] ?? []).map((one) => place(one.at));
  const own = path.join(reportFile, 'text');
  fs.mkdirSync(own, { recursive: true });
  fs.writeFileSync(path.join(own, 'backread.toml'), ''); // the folder ends here
  for (const name of [expected.file, ...(expected.definitions ?? []).flatMap((one) => one.file ?? [])]) {
    fs.copyFileSync(path.join(folder, name), path.join(own, name));
  }
  const plan = { file: path.join(fs.realpathSync(own), expected.file) };
  for (const key of ['hovers', 'definitions', 'references']) plan[key] = places(key);
  console.log(JSON.stringify(plan));
  process.exit(0);
}

const report = JSON.parse(fs.readFileSync(reportFile, 'utf8'));
let good = 0;
const bad = [];
function expect(what, fine, got) {
  if (fine) good++;
  else bad.push(`${what}; the editor has: ${typeof got === 'string' ? got : JSON.stringify(got)}`);
}
const inOrder = (parts, whole) => parts.reduce((from, part) => {
  const at = from < 0 ? -1 : whole.indexOf(part, from);
  return at < 0 ? -1 : at + part.length;
}, 0) >= 0;
const range = (d) => (d.line === d.end_line ? text[d.line]?.slice(d.character, d.end_character) : undefined);

expect('no errors in the driver', (report.errors ?? []).length === 0, report.errors);
if (expected.diagnostics) {
  const codes = expected.only ?? null;
  const got = (report.diagnostics ?? []).filter((d) => !codes || codes.includes(d.code));
  expect(`${expected.diagnostics.length} diagnostics`, got.length === expected.diagnostics.length, got);
  expected.diagnostics.forEach((one) => {
    const wanted = one.severity === 'hint' && !has('diagnostics.hint') ? { ...one, severity: 'warning' } : one;
    const found = got.find((d) => d.code === wanted.code && range(d) === wanted.on
      && (!wanted.severity || d.severity === wanted.severity) && inOrder([wanted.says ?? ''], d.message));
    expect(`${wanted.severity ?? 'a finding'} ${wanted.code} on “${wanted.on}”`, found, got.map((d) => [d.code, d.severity, range(d), d.message]));
    if (found && has('diagnostics.source')) expect('its source is backread', found.source === 'backread', found.source);
  });
}
for (const code of expected.absent ?? []) {
  expect(`no ${code}`, !(report.diagnostics ?? []).some((d) => d.code === code), report.diagnostics);
}
if (expected.symbols && has('symbols')) {
  const wanted = has('symbols.detail') ? expected.symbols : expected.symbols.map((one) => one.slice(one.indexOf(': ') + 2));
  expect(`outline with ${wanted.join(', ')}`, inOrder(wanted, (report.symbols ?? []).join('\n')), report.symbols);
}
if (expected.inlay_hints && has('inlay_hints')) {
  const flat = (list) => JSON.stringify(list.toSorted?.() ?? [...list].sort());
  const wanted = expected.inlay_hints.map((h) => [...place(h.at), h.label].join(' '));
  const got = (report.inlay_hints ?? []).map((h) => [h.line, h.character, h.label].join(' '));
  expect('inlay hints ' + flat(wanted), flat(wanted) === flat(got), flat(got));
}
(expected.hovers ?? []).forEach((wanted, i) => {
  const got = report.hovers?.[i] ?? '';
  expect(`hover at “${wanted.at}” says ${wanted.says.join(' … ')}`, got && inOrder(wanted.says, got), got || 'nothing');
});
(expected.definitions ?? []).forEach((wanted, i) => {
  const file = wanted.file ?? expected.file;
  const [line, character] = place(wanted.leads_to, lines(file));
  const got = report.definitions?.[i];
  expect(`definition at “${wanted.at}” leads to “${wanted.leads_to}”`,
    got && path.basename(got.file) === file && got.line === line && got.character === character, got ?? 'nothing');
});
(expected.references ?? []).forEach((wanted, i) => {
  const count = wanted.count - (has('references.declaration') ? 0 : 1);
  expect(`${count} references at “${wanted.at}”`, report.references?.[i] === count, report.references?.[i] ?? 'nothing');
});

if (process.env.REPORTS) {
  fs.mkdirSync(process.env.REPORTS, { recursive: true });
  fs.copyFileSync(reportFile, path.join(process.env.REPORTS, `${report.editor} ${report.version}.json`));
}
for (const line of bad) console.log('not as expected: ' + line);
console.log(`${report.editor} ${report.version}: ${good} as expected, ${bad.length} not`);
process.exit(bad.length ? 1 : 0);
