#!/bin/sh
# vscode-actions.sh: what a writer does in VS Code with the packed extension and the
# program inside it: renames, fixes, completes, runs the commands, sees colours and
# the status bar; and the server comes back after a crash.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/editors/vscode-env.sh
. "$here/vscode-env.sh"
mkdir "$work/folder"
cp "$here/story.txt" "$work/folder/"
printf 'Library opens\n\nMay 2, 2024\n\nAda Whitlock, the librarian of Harwell, opened it on Monday.\n' >"$work/folder/library.txt"
plan=$(node -p 'JSON.stringify({ file: process.argv[1], steps: "actions" })' "$work/folder/story.txt")
node "$here/vscode.mjs" --vscode "$vscode" --ext "$ext" --plan "$plan" --report "$work/report.json" ${SCREENSHOT:+--screenshot "$SCREENSHOT"} || failed=1
[ -z "${SHOW_REPORT:-}" ] || cat "$work/report.json"
node - "$work/report.json" "$here/expect.js" <<'JS' || failed=1
const { expect, end } = require(process.argv[3]);
const report = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const actions = report.steps ?? {};
const token = (words) => (tokens) => tokens?.includes(words);
expect('no errors', report.errors, []);
expect('one form renamed, the full name kept', actions.rename, ['Eleanor Brandt', 'Brandt-Oakes', 'Brandt-Oakes']);
expect('the quick fix', actions.quickFix, 'deleted');
expect('the colour of a person', actions.tokens, token('Eleanor Brandt person declaration'));
expect('the colour of a date', actions.tokens, token('Friday date'));
expect('the colour of a quoted date', actions.tokens, token('eleven years date quoted'));
expect('the colour of a cue', actions.tokens, token('said cue'));
expect('the colour of a left-over', actions.tokens, token('- Advertisement - boilerplate'));
expect('completion after @', actions.completion, 'It was Brandt');
expect('the date in new front matter, selected, and once only', actions.insertDate, ['---', 'date: 9999-99-99', '---', '9999-99-99', 1]);
expect('the first day of the timeline', actions.timeline, 'Friday');
expect('the list of actors leads to one', actions.actors, true);
expect('the timeline in its view', actions.views?.days, (all) => all?.some(([day, words]) => day === 'Friday 31 May 2024' && words.includes('Friday')));
expect('an actor in its view', actions.views?.brandt, (text) => /\d+$/.test(text ?? ''));
expect('a day in the view leads to its words', actions.views?.wentTo, (words) => words?.length > 0);
expect('the actors of the folder in their view', actions.views?.folder, ['library.txt']);
expect('the page of a rule', actions.explainRule, '# placeholder');
expect('findings in the sample', actions.openSample, ['date-weekday-mismatch', 'markdown', 'placeholder', 'source-no-reason']);
expect('the steps of the walkthrough, the first of which opens the sample', actions.walkthrough, 4);
expect('a new server after a crash', actions.crash, true);
const { status = [], colours = [] } = report.ui ?? {};
expect('the status item', status, (all) => all.some((text) => /3 June 2024 · 1 finding$/.test(text)));
const colour = (words) => colours.find(([text]) => text === words)?.[1];
expect('a person in the light theme', colour('Eleanor Brandt'), 'rgb(122, 62, 157)');
expect('a date in the light theme', colour('Friday'), 'rgb(11, 83, 148)');
end('VS Code, what a writer does');
JS
exit $failed
