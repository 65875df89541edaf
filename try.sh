#!/bin/sh
# Shows backread at work in Neovim.
#
#   ./try.sh [FILE]
#
# Builds it, takes Neovim 0.11 or newer (installed under target/ where there is
# none), and opens FILE in the terminal with the server attached. Without a
# terminal it prints what Neovim receives: findings, hints, hovers, definitions.
set -eu
caller=$PWD
cd "$(dirname "$0")"
root=$PWD
target=${CARGO_TARGET_DIR:-$root/target}

case ${1:-} in
'')
  file=
  for sample in samples/*.txt samples/*.md samples/*/*.txt samples/*/*.md tests/editors/story.txt; do
    case $sample in */README.md) continue ;; esac
    [ -f "$sample" ] && file=$root/$sample && break
  done
  ;;
/*) file=$1 ;;
*) file=$caller/$1 ;;
esac
[ -f "$file" ] || {
  echo "try.sh: no file ${1:-$file}" >&2
  exit 2
}

cargo build --release --quiet

recent() { "$1" --clean --headless -c 'if !has("nvim-0.11") | cquit | endif' -c 'qa!' >/dev/null 2>&1; }
nvim=$(command -v nvim || :)
if [ -z "$nvim" ] || ! recent "$nvim"; then
  nvim=$target/editors/nvim/usr/bin/nvim
  tests/editors/install.sh nvim "$target/editors/nvim" >/dev/null
fi

work=$(mktemp -d "${TMPDIR:-/tmp}/backread-try.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
export TOUR_FILE="$file" TOUR_SERVER="$target/release/backread"
if [ -t 0 ] && [ -t 1 ]; then
  export TOUR=open
  "$nvim" --clean --cmd "set rtp^=$root/editors/nvim" --cmd "luafile $root/tests/editors/tour.lua" "$file"
else
  export TOUR=print
  timeout -k 5 180 "$nvim" --clean --headless --cmd "set rtp^=$root/editors/nvim" -l "$root/tests/editors/tour.lua" </dev/null
fi
