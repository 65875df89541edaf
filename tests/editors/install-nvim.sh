#!/bin/sh
# install-nvim.sh [DEST]
# Neovim 0.12 under DEST (target/editors/nvim), from a newer Debian suite with
# its own libraries; the system stays as it is. The program is DEST/usr/bin/nvim.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dest=${1:-${CARGO_TARGET_DIR:-$root/target}/editors/nvim}
if [ -f "$dest/.done" ] && [ "$(cat "$dest/.done")" = "$dest" ]; then
  "$dest/usr/bin/nvim" --version | head -n1
  exit 0
fi
rm -rf "$dest"
"$here/debroot.sh" "${NVIM_SUITE:-forky}" "$dest" neovim
"$dest/usr/bin/nvim" --version | head -n1
printf %s "$dest" >"$dest/.done"
