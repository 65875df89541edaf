#!/bin/sh
# nvim-plugin.sh: the Neovim plugin by itself: it loads, is configured, can be
# turned off, falls back without vim.lsp.enable, reports its health, has help.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
nvim=${NVIM:-$target/editors/nvim/usr/bin/nvim}
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-nvim.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
cp -R "$root/editors/nvim" "$work/plugin"
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
export BACKREAD_STORY="$here/story.txt" PATH="$target/release:$PATH"
for test in "$here"/nvim-plugin/*.lua; do
  timeout -k 5 60 "$nvim" --clean --headless --cmd "set rtp^=$work/plugin" \
    --cmd "luafile $here/nvim-plugin.lua" -l "$test" </dev/null >"$work/out" 2>&1 ||
    { echo "FAILED $(basename "$test" .lua)"; cat "$work/out"; exit 1; }
  echo "ok $(basename "$test" .lua)"
done
