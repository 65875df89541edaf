#!/bin/sh
# nvim-plugin.sh [TEST]...: the Neovim plugin with the real server: it loads, is
# configured, can be turned off, reports its health, has help; its commands, and
# what Neovim makes of renaming, highlights, completion, lenses, colours, fixes; and
# what its pages say, done.
# NVIM names another Neovim, 0.10 or newer.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
nvim=${NVIM:-$target/editors/nvim/usr/bin/nvim}
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-nvim.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
cp -R "$root/editors/nvim" "$work/plugin"
export XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
export CHECKOUT="$root" PLUGIN="$work/plugin" BACKREAD_STORY="$here/story.txt" PATH="$target/release:$PATH"
[ $# -gt 0 ] || set -- "$here"/nvim-plugin/*.lua
for test in "$@"; do
  [ -f "$test" ] || test=$here/nvim-plugin/$test.lua
  timeout -k 5 120 "$nvim" --clean --headless --cmd "set rtp^=$PLUGIN" \
    --cmd "luafile $here/nvim-plugin.lua" -l "$test" </dev/null >"$work/out" 2>&1 ||
    { echo "FAILED $(basename "$test" .lua)"; cat "$work/out"; exit 1; }
  echo "ok $(basename "$test" .lua)"
done
