#!/bin/sh
# kakoune.sh [EXPECTED]: Kakoune with kakoune-lsp, configured as docs/editors/kakoune.md
# says, and the real server show what EXPECTED (expected.json) says.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
kakoune=$target/editors/kakoune
expected=${1:-$here/expected.json}
WORK=$(mktemp -d "${TMPDIR:-/tmp}/backread-kakoune.XXXXXX")
trap 'rm -rf "$WORK"' EXIT HUP INT TERM
PLAN=$(node "$here/expected.mjs" plan "$expected" "$WORK")
export WORK PLAN REPORT="$WORK/report.json" KAK="${KAK:-$kakoune/usr/bin/kak}" TMUX_PROGRAM="${TMUX_PROGRAM:-$kakoune/usr/bin/tmux}"
export HOME="$WORK" XDG_CONFIG_HOME="$WORK/config" XDG_RUNTIME_DIR="$WORK" TMPDIR="$WORK" LANG=C.UTF-8 COLORTERM=truecolor
export PATH="$target/release:$kakoune/kak-lsp/bin:$PATH"
export TERMINFO_DIRS="$kakoune/etc/terminfo:$kakoune/usr/lib/terminfo:$kakoune/usr/share/terminfo:/usr/share/terminfo:/lib/terminfo"
unset TMUX
mkdir -p "$WORK/config/kak"
"$here/snippet.sh" "$root/docs/editors/kakoune.md" kak >"$WORK/config/kak/kakrc"
timeout -k 5 300 python3 "$here/kakoune.py" >"$WORK/log" 2>&1 </dev/null || :
[ -s "$REPORT" ] || {
  echo 'kakoune.sh: no report' >&2
  cat "$WORK/log" >&2
  exit 1
}
[ -z "${SHOW_REPORT:-}" ] || node -p 'JSON.stringify(JSON.parse(require("fs").readFileSync(process.env.REPORT)), null, 2)'
node "$here/expected.mjs" check "$expected" "$REPORT" diagnostics.source,symbols.detail
