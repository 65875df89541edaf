#!/bin/sh
# vscode.sh [EXPECTED]: VS Code with the packed extension and the program inside
# it shows what EXPECTED (expected.json) says, before and after a restart of the
# server.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/editors/vscode-env.sh
. "$here/vscode-env.sh"
expected=${1:-$here/expected.json}

plan=$(node "$here/expected.mjs" plan "$expected" "$work" | node -p 'JSON.stringify({ ...JSON.parse(require("fs").readFileSync(0)), commands: ["backread.showOutput", "backread.restartServer"] })')
node "$here/vscode.mjs" --vscode "$vscode" --ext "$ext" --plan "$plan" --report "$work/report.json" || failed=1
[ -z "${SHOW_REPORT:-}" ] || cat "$work/report.json"
node "$here/expected.mjs" check "$expected" "$work/report.json" || failed=1
node - "$work/report.json" "$here/expect.js" <<'JS' || failed=1
const { expect, end } = require(process.argv[3]);
const report = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const commands = ['restartServer', 'showOutput', 'showTimeline', 'showActors', 'insertDate', 'explainRule', 'openSample'];
expect('every command', report.commands, (all) => commands.every((name) => all?.includes('backread.' + name)));
expect('the findings again after a restart', report.diagnostics_after_commands, report.diagnostics?.length);
expect('no notification', report.ui?.notifications.length, 0);
expect('inlay hints drawn', report.ui?.inlay_hints_drawn, Boolean);
expect('findings underlined', report.ui?.squiggles, (count) => count > 0);
expect('the hover drawn', report.ui?.hover, (hover) => !report.hovers?.length || Boolean(hover));
end('VS Code, what is drawn');
JS
exit $failed
