#!/bin/sh
# markdown.sh: all editors show the same of a text in Markdown too: what
# expected-markdown.json says.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
REPORTS=$(mktemp -d "${TMPDIR:-/tmp}/backread-markdown.XXXXXX")
export REPORTS
trap 'rm -rf "$REPORTS"' EXIT HUP INT TERM
failed=0
run() { "$@" "$here/expected-markdown.json" || failed=1; }
run "$here/nvim.sh"
run env NVIM="$target/editors/nvim010/usr/bin/nvim" "$here/nvim.sh"
for editor in helix emacs vim kakoune vscode; do run "$here/$editor.sh"; done
node "$here/agree.mjs" "$REPORTS" || failed=1
exit $failed
