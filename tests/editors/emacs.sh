#!/bin/sh
# emacs.sh [EXPECTED]: Emacs with Eglot, configured as docs/editors/emacs.md says,
# and the real server show what EXPECTED (expected.json) says. EMACS names another Emacs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
emacs=${EMACS:-$target/editors/emacs/usr/bin/emacs}
expected=${1:-$here/expected.json}
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-emacs.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
PLAN=$(node "$here/expected.mjs" plan "$expected" "$work")
export PLAN REPORT="$work/report.json" SNIPPET="$work/init.el" HOME="$work" LANG=C.UTF-8 PATH="$target/release:$PATH"
"$here/snippet.sh" "$root/docs/editors/emacs.md" elisp >"$SNIPPET"
case $PLAN in
*.md\"*)
  mode=$(find "$target/editors/emacs/usr/share/emacs/site-lisp/elpa-src" -maxdepth 1 -name 'markdown-mode-*')
  set -- -L "$mode" -l markdown-mode
  ;;
*) set -- ;;
esac
timeout -k 5 240 "$emacs" --batch -Q "$@" -l "$here/emacs.el" >"$work/log" 2>&1 </dev/null || :
[ -s "$REPORT" ] || {
  echo 'emacs.sh: no report' >&2
  cat "$work/log" >&2
  exit 1
}
[ -z "${SHOW_REPORT:-}" ] || node -p 'JSON.stringify(JSON.parse(require("fs").readFileSync(process.env.REPORT)), null, 2)'
node "$here/expected.mjs" check "$expected" "$REPORT" symbols.detail
