#!/bin/sh
# vscode-program.sh: which program the extension starts in VS Code: without one it
# says so, with a button; the package without one takes that of the settings; in a
# folder that is not trusted it starts its own.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/editors/vscode-env.sh
. "$here/vscode-env.sh"

# Without a program: the same extension, told to use one that is not there.
plan="{\"file\":\"$here/story.txt\",\"without_server\":true}"
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
unpack_program "$work/path/backread"
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
