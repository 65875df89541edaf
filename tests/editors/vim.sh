#!/bin/sh
# vim.sh [EXPECTED]: Vim with ALE, configured as docs/editors/vim.md says, and the
# real server show what EXPECTED (expected.json) says. VIM_PROGRAM names another Vim.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
vim=${VIM_PROGRAM:-$target/editors/vim/usr/bin/vim}
ale=${ALE:-$target/editors/vim/usr/share/vim-ale}
expected=${1:-$here/expected.json}
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-vim.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
PLAN=$(node "$here/expected.mjs" plan "$expected" "$work")
export PLAN REPORT="$work/report.json" HOME="$work" LANG=C.UTF-8 TERM=dumb PATH="$target/release:$PATH"
mkdir -p "$work/.vim/pack/ale/start"
ln -s "$ale" "$work/.vim/pack/ale/start/ale"
{
  "$here/snippet.sh" "$root/docs/editors/vim.md" vim
  echo 'let g:ale_hover_to_preview = 1 | let g:ale_hover_cursor = 0 | let g:ale_set_balloons = 0'
} >"$work/.vim/vimrc"
timeout -k 5 240 "$vim" --not-a-term -T dumb -n -i NONE -S "$here/vim.vim" >"$work/log" 2>&1 </dev/null || :
[ -s "$REPORT" ] || {
  echo 'vim.sh: no report' >&2
  tail -c 3000 "$work/log" >&2
  exit 1
}
[ -z "${SHOW_REPORT:-}" ] || node -p 'JSON.stringify(JSON.parse(require("fs").readFileSync(process.env.REPORT)), null, 2)'
node "$here/expected.mjs" check "$expected" "$REPORT" diagnostics.hint,symbols,inlay_hints,references.declaration
