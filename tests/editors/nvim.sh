#!/bin/sh
# nvim.sh [EXPECTED]: Neovim with the project's plugin and the real server shows
# what EXPECTED (expected.json) says. NVIM names another Neovim, 0.10 or newer.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
nvim=${NVIM:-$target/editors/nvim/usr/bin/nvim}
expected=${1:-$here/expected.json}
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-nvim.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
PLAN=$(node "$here/expected.mjs" plan "$expected" "$work")
export PLAN REPORT="$work/report.json" PATH="$target/release:$PATH"
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
timeout -k 5 120 "$nvim" --clean --headless --cmd "set rtp^=$root/editors/nvim" -l "$here/nvim.lua" >"$work/log" 2>&1 </dev/null || :
[ -s "$REPORT" ] || {
  echo 'nvim.sh: no report' >&2
  cat "$work/log" "$work/state/nvim/lsp.log" >&2 2>/dev/null || :
  exit 1
}
[ -z "${SHOW_REPORT:-}" ] || node -p 'JSON.stringify(JSON.parse(require("fs").readFileSync(process.env.REPORT)), null, 2)'
node "$here/expected.mjs" check "$expected" "$REPORT"
