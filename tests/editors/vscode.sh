#!/bin/sh
# vscode.sh [EXPECTED]: VS Code with the packed extension and the program inside
# it shows what EXPECTED (expected.json) says, before and after a restart of the
# server.
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
exit $failed
