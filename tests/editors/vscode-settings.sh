#!/bin/sh
# vscode-settings.sh: in VS Code with the packed extension every setting does what it
# says, is seen to, and is set back; the colours in light and dark, and those that
# the extension's page has a reader choose. Then articles that are in no file: of a
# folder that is not on disk, and never saved.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/editors/vscode-env.sh
. "$here/vscode-env.sh"
run() { # NAME PLAN
  node "$here/vscode.mjs" --vscode "$vscode" --ext "$ext" --plan "$2" --report "$work/$1.json" ${VSCODE_LOG:+--log "$VSCODE_LOG.$1"} || failed=1
  [ -z "${SHOW_REPORT:-}" ] || cat "$work/$1.json"
}

mkdir "$work/folder" "$work/program"
cp "$here/story.txt" "$work/folder/"
: >"$work/folder/backread.toml"
unpack_program "$work/program/server"
# shellcheck disable=SC2016
printf '#!/bin/sh\n: >"$0.ran"\nexec "%s/program/server" "$@"\n' "$work" >"$work/program/backread"
chmod 755 "$work/program/backread"
page=$("$here/snippet.sh" "$root/editors/vscode/README.md" json)
off=$(grep -o '"\[plaintext\]": {[^`]*}' "$root/editors/vscode/README.md")
plan=$(node -p '
  const [file, program, page, off] = process.argv.slice(1);
  const [settings, none] = [page, off].map((lines) => JSON.parse(`{${lines}}`));
  const hex = JSON.stringify(settings).match(/"person":"#(......)"/)[1];
  const chosen = `rgb(${hex.match(/../g).map((part) => parseInt(part, 16)).join(", ")})`;
  JSON.stringify({ file, steps: "settings", program, settings, chosen, none })' "$work/folder/story.txt" "$work/program/backread" "$page" "$off")
run settings "$plan"

mkdir "$work/empty"
echo '{ "folders": [{ "uri": "desk:/wire", "name": "wire" }] }' >"$work/empty/wire.code-workspace"
run elsewhere "{\"workspace\":\"$work/empty/wire.code-workspace\",\"uri\":\"desk:/wire/story.txt\",\"steps\":\"elsewhere\"}"

node - "$work" "$here/expect.js" <<'JS' || failed=1
const { expect, end } = require(process.argv[3]);
const report = (name) => JSON.parse(require('fs').readFileSync(`${process.argv[2]}/${name}.json`, 'utf8'));
const settings = report('settings');
const { output, path, statusItem = [], logLevel = {}, trace, colours = {}, inlayHints, tested } = settings.steps ?? {};
expect('no errors', settings.errors, []);
expect('the settings that there are', tested, ['backread.inlayHints.referents', 'backread.inlayHints.speakers', 'backread.logLevel', 'backread.path', 'backread.statusItem', 'backread.trace.server']);
expect('backread.path', path, { named: 'runs', missing: 'backread', button: 'Settings', listed: true, back: 'its own runs' });
expect('backread.statusItem', statusItem, ([before, without, after]) => before === '3 June 2024 · 1 finding' && without === 'gone' && before === after);
const only = (level, ...names) => expect(`backread.logLevel: ${level}`, logLevel[level], (got) => JSON.stringify(got) === JSON.stringify(names));
expect('backread.logLevel: debug', logLevel.debug, (got) => got?.includes('owner') && got.includes('indexer'));
only('info', 'indexer');
only('warn');
only('error');
// Requests; their parameters; a part of those.
expect('the output in its panel', output, 1);
expect('backread.trace.server', trace, { messages: [true, false, false], verbose: [true, true, true], off: [false, false, false] });
expect('the colours in light themes', colours.light, ['rgb(122, 62, 157)', 'rgb(11, 83, 148)', 'rgb(163, 21, 21)']);
expect('the colours in dark themes', colours.dark, ['rgb(210, 168, 255)', 'rgb(121, 184, 255)', 'rgb(240, 160, 140)']);
expect('a chosen colour, the others as they were', colours.chosen?.slice(1), colours.light?.slice(1));
expect('no colours', colours.none, (got) => got?.every((one) => one !== colours.light[0] && one !== colours.light[1]));
expect('the colours as they were', colours.again, colours.light);
const friday = ['2024-05-31'];
const named = [...friday, 'Mary Poole'];
expect('backread.inlayHints', inlayHints, { none: friday, speakers: named, again: friday, referents: named });

const elsewhere = report('elsewhere');
const { folder, untitled, past } = elsewhere.steps ?? {};
expect('no errors', elsewhere.errors, []);
const seen = { codes: ['placeholder'], day: '2024-06-10', status: '12 June 2024 · 1 finding' };
expect('an article that is not on disk', folder, { ...seen, workspace: ['/wire/before.txt', '/wire/story.txt'] });
expect('an article that was never saved', untitled, { scheme: 'untitled', ...seen, edited: 'TKTK' });
expect('an older version is left alone', past, ['plaintext', 0]);
end('VS Code, its settings and articles in no file');
JS
exit $failed
