#!/usr/bin/env node
// agree.mjs FOLDER   do all editors show the same of the same text?
// FOLDER holds the reports that expected.mjs kept there ($REPORTS), one an editor.
// Findings, inlay hints, hovers, definitions and references are compared with the
// first report. What an editor has no notion of it does not report, and is left out:
// Vim's ALE has no hints and takes hints for warnings, so no severity is compared;
// it lists references without the place that is asked about.
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const reports = fs.readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => {
  const report = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
  return { name: path.basename(name, '.json'), ...report };
});
const sorted = (list) => list.map((one) => JSON.stringify(one)).sort();
// Emphasis and line ends of Markdown are drawn, not shown.
const lines = (hover) => (hover ?? '').replace(/\*\*|\\/g, '').split('\n').map((line) => line.trim()).filter(Boolean);

const views = {
  findings: ({ diagnostics }) => diagnostics && sorted(diagnostics.map((d) =>
    // Eglot puts source and code before the message.
    [d.line, d.character, d.end_line, d.end_character, d.code, d.message.replace(/^backread \[[a-z-]+\]: /, '')])),
  'inlay hints': ({ inlay_hints }) => inlay_hints && sorted(inlay_hints.map((h) => [h.line, h.character, h.label.trim()])),
  definitions: ({ definitions }) => definitions?.map((d) => [path.basename(d.file), d.line, d.character]),
  references: ({ references, editor }) => (editor === 'Vim' ? undefined : references),
};
let bad = 0;
const differ = (what, a, b, of) => {
  bad++;
  console.log(`${a.name} and ${b.name} differ in ${what}:\n  ${JSON.stringify(of(a))}\n  ${JSON.stringify(of(b))}`);
};

const [first, ...others] = reports;
for (const other of others) {
  for (const [what, of] of Object.entries(views)) {
    const [a, b] = [of(first), of(other)];
    if (b !== undefined && JSON.stringify(a) !== JSON.stringify(b)) differ(what, first, other, of);
  }
  first.hovers.forEach((hover, at) => {
    const [a, b] = [lines(hover), lines(other.hovers[at])];
    // A terminal's screen has the text beside the hover in the same rows.
    const same = other.editor === 'Helix' ? a.every((line) => b.some((row) => row.startsWith(line))) : a.join('\n') === b.join('\n');
    if (!same) differ(`hover ${at + 1}`, first, other, (report) => lines(report.hovers[at]));
  });
}
console.log(`${reports.map((report) => report.name).join(', ')}: ${bad ? `${bad} differences` : 'all agree'}`);
process.exit(bad || reports.length < 2 ? 1 : 0);
