#!/bin/sh
# vscode.sh [EXPECTED]: VS Code with the packed extension and the program inside
# it shows what EXPECTED (expected.json) says, before and after a restart of the
# server; without a program it says so, with a button; and the package without one
# takes that of the settings.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
vscode=${VSCODE:-$target/editors/vscode}
expected=${1:-$here/expected.json}
ext=${EXT:-$target/backread-linux-x64.vsix}
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-vscode.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
[ -f "$ext" ] || "$root/editors/vscode/package.sh"
failed=0

plan=$(node "$here/expected.mjs" plan "$expected" "$work" | node -p 'JSON.stringify({ ...JSON.parse(require("fs").readFileSync(0)), commands: ["backread.showOutput", "backread.restartServer"] })')
node "$here/vscode.mjs" --vscode "$vscode" --ext "$ext" --plan "$plan" --report "$work/report.json" || failed=1
[ -z "${SHOW_REPORT:-}" ] || cat "$work/report.json"
node "$here/expected.mjs" check "$expected" "$work/report.json" || failed=1
node - "$work/report.json" <<'JS' || failed=1
const report = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const wrong = [];
const expect = (what, fine) => fine || wrong.push(what);
const commands = ['restartServer', 'showOutput', 'showTimeline', 'showActors', 'insertDate', 'explainRule', 'openSample'];
expect('every command', commands.every((name) => report.commands?.includes('backread.' + name)));
expect('the findings again after a restart', report.diagnostics_after_commands === report.diagnostics?.length);
expect('no notification', report.ui?.notifications.length === 0);
expect('inlay hints drawn', report.ui?.inlay_hints_drawn);
expect('findings underlined', report.ui?.squiggles > 0);
expect('the hover drawn', !report.hovers?.length || report.ui?.hover);
for (const what of wrong) console.log('not as expected: ' + what);
process.exit(wrong.length ? 1 : 0);
JS

# Without a program: the same extension, told to use one that is not there.
plan=$(node -p 'JSON.stringify({ file: JSON.parse(process.argv[1]).file, without_server: true })' "$plan")
node "$here/vscode.mjs" --vscode "$vscode" --ext "$ext" --plan "$plan" --settings '{"backread.path":"/nowhere/backread"}' --report "$work/missing.json" || failed=1
node - "$work/missing.json" <<'JS' || failed=1
const { ui, diagnostics } = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const said = ui?.notifications.some((text) => /backread cannot start: .*\/nowhere\/backread/.test(text));
if (!said || !ui.buttons.includes('Open Settings') || diagnostics.length) {
  console.log('not as expected: a message with buttons when the program is missing;', JSON.stringify(ui));
  process.exit(1);
}
console.log('VS Code without the program: says so, with buttons');
JS

# The package for every platform, with the program that the settings name.
universal=$target/backread-universal.vsix
[ -f "$universal" ] || BACKREAD_BIN=none "$root/editors/vscode/package.sh"
mkdir "$work/path"
python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("extension/bin/backread"))' "$ext" >"$work/path/backread"
chmod 755 "$work/path/backread"
node "$here/vscode.mjs" --vscode "$vscode" --ext "$universal" --plan "{\"file\":\"$here/story.txt\"}" --settings "{\"backread.path\":\"$work/path/backread\"}" --report "$work/universal.json" || failed=1
node - "$work/universal.json" <<'JS' || failed=1
const { diagnostics = [] } = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
if (!diagnostics.length) {
  console.log('not as expected: the package without a program, with one in the settings, shows no findings');
  process.exit(1);
}
console.log('VS Code with the program of the settings: shows findings');
JS

# A folder that is not trusted: its own setting of the program is not followed, the program inside the extension runs.
mkdir -p "$work/stranger/.vscode"
cp "$here/story.txt" "$work/stranger/"
echo '{ "backread.path": "/nowhere/backread" }' >"$work/stranger/.vscode/settings.json"
node "$here/vscode.mjs" --vscode "$vscode" --ext "$ext" --plan "{\"file\":\"$work/stranger/story.txt\",\"untrusted\":true}" --report "$work/stranger.json" || failed=1
node - "$work/stranger.json" <<'JS' || failed=1
const { trusted, diagnostics = [], ui } = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
if (trusted !== false || !diagnostics.length || ui?.notifications.length) {
  console.log('not as expected: findings in a folder that is not trusted, whatever its settings say;', trusted, diagnostics.length, JSON.stringify(ui?.notifications));
  process.exit(1);
}
console.log('VS Code in a folder that is not trusted: runs its own program');
JS
exit $failed
