#!/bin/sh
# helix.sh [EXPECTED]: Helix, configured as docs/editors/helix.md says, and the real
# server show what EXPECTED (expected.json) says. HX names another Helix.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
helix=$target/editors/helix
expected=${1:-$here/expected.json}
WORK=$(mktemp -d "${TMPDIR:-/tmp}/backread-helix.XXXXXX")
trap 'rm -rf "$WORK"' EXIT HUP INT TERM
PLAN=$(node "$here/expected.mjs" plan "$expected" "$WORK")
export WORK PLAN REPORT="$WORK/report.json" HX="${HX:-$helix/usr/bin/hx}" TMUX_PROGRAM="${TMUX_PROGRAM:-$helix/usr/bin/tmux}"
export HOME="$WORK" XDG_CONFIG_HOME="$WORK/config" XDG_CACHE_HOME="$WORK/cache" LANG=C.UTF-8 COLORTERM=truecolor PATH="$target/release:$PATH"
export TERMINFO_DIRS="$helix/etc/terminfo:$helix/usr/lib/terminfo:$helix/usr/share/terminfo:/usr/share/terminfo:/lib/terminfo"
unset TMUX
mkdir -p "$WORK/config/helix"
"$here/snippet.sh" "$root/docs/editors/helix.md" languages.toml >"$WORK/config/helix/languages.toml"
{
  "$here/snippet.sh" "$root/docs/editors/helix.md" config.toml
  printf '[editor.inline-diagnostics]\ncursor-line = "disable"\n'
  printf '[editor.statusline]\nleft = ["mode", "file-name"]\nright = ["position"]\n'
} >"$WORK/config/helix/config.toml"
timeout -k 5 400 python3 "$here/helix.py" >"$WORK/log" 2>&1 </dev/null || :
[ -s "$REPORT" ] || {
  echo 'helix.sh: no report' >&2
  cat "$WORK/log" "$WORK/hx.log" >&2 2>/dev/null || :
  exit 1
}
[ -z "${SHOW_REPORT:-}" ] || node -p 'JSON.stringify(JSON.parse(require("fs").readFileSync(process.env.REPORT)), null, 2)'
node "$here/expected.mjs" check "$expected" "$REPORT" symbols.detail
