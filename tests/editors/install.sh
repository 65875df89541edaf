#!/bin/sh
# install.sh EDITOR [DEST]
# A real editor under DEST (target/editors/EDITOR), from a newer Debian suite with
# its own libraries; the system stays as it is. EDITOR is one of
#   nvim     Neovim, the newest    DEST/usr/bin/nvim
#   nvim010  Neovim 0.10           DEST/usr/bin/nvim
#   helix    Helix, in tmux        DEST/usr/bin/hx, DEST/usr/bin/tmux
#   emacs    Emacs 30 with Eglot   DEST/usr/bin/emacs (a script that starts it), markdown-mode beside it
#   vim      Vim 9 with ALE        DEST/usr/bin/vim (a script that starts it)
#   kakoune  Kakoune, in tmux      DEST/usr/bin/kak, DEST/usr/bin/tmux, DEST/kak-lsp/bin/kak-lsp (compiled)
# VS Code has install-vscode.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
case ${1:-} in
nvim) suite=${NVIM_SUITE:-forky} packages=neovim program=nvim ;;
nvim010) suite=trixie packages=neovim program=nvim ;;
helix) suite=forky packages='hx tmux' program=hx ;;
emacs) suite=trixie packages='emacs-nox elpa-markdown-mode' program=emacs ;;
vim) suite=trixie packages='vim vim-ale' program=vim ;;
kakoune) suite=forky packages='kakoune tmux' program=kak ;;
*)
  echo 'usage: install.sh nvim|nvim010|helix|emacs|vim|kakoune [DEST]' >&2
  exit 2
  ;;
esac
editor=$1 flag=--version
[ "$editor" != kakoune ] || flag=-version
dest=${2:-${CARGO_TARGET_DIR:-$root/target}/editors/$editor}

# A program that finds its files under DEST, not where Debian puts them.
launcher() { # NAME COMMAND
  rm -f "$dest/usr/bin/$1"
  printf '#!/bin/sh\n%s "$@"\n' "$2" >"$dest/usr/bin/$1"
  chmod 755 "$dest/usr/bin/$1"
}

if [ "$(cat "$dest/.done" 2>/dev/null)" != "$dest $suite $packages" ]; then
  rm -rf "$dest"
  # shellcheck disable=SC2086
  "$here/debroot.sh" "$suite" "$dest" $packages
  case $editor in
  emacs)
    real=$(find "$dest/usr/bin" -name 'emacs-nox' -o -name 'emacs-[0-9]*' | head -n1)
    share=$(find "$dest/usr/share/emacs" -maxdepth 1 -name '[0-9]*' | head -n1)
    libexec=$(find "$dest/usr/libexec/emacs" "$dest/usr/lib/emacs" -name '*.pdmp' 2>/dev/null | head -n1)
    launcher emacs "export EMACSLOADPATH='$share/lisp' EMACSDATA='$share/etc' EMACSDOC='$share/etc' EMACSPATH='${libexec%/*}'
exec '$real' --dump-file='$libexec'"
    ;;
  vim)
    share=$(find "$dest/usr/share/vim" -maxdepth 1 -name 'vim[0-9]*' | head -n1)
    launcher vim "export VIM='$dest/usr/share/vim' VIMRUNTIME='$share'
exec '$dest/usr/bin/vim.basic'"
    ;;
  kakoune)
    # Its client of the protocol is a program of its own, in no Debian suite; it need not be fast.
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
      cargo install --quiet --locked kak-lsp@22.0.0 --root "$dest/kak-lsp"
    "$dest/kak-lsp/bin/kak-lsp" --version
    ;;
  esac
fi
"$dest/usr/bin/$program" "$flag" | head -n1
printf %s "$dest $suite $packages" >"$dest/.done"
