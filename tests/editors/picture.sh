#!/bin/sh
# picture.sh [FOLDER]: docs/images/neovim.png and vscode.png, from real runs: the
# article of the tests, with the hover of one of its words open.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
images=${1:-$root/docs/images}
vscode=$target/editors/vscode
size=124x22
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-picture.XXXXXX")
sock=$work/tmux.sock
trap 'tmux -S "$sock" kill-server 2>/dev/null || :; rm -rf "$work"' EXIT HUP INT TERM
command -v tmux >/dev/null || {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tmux >/dev/null
}
(cd "$root" && cargo build --release --quiet)
"$here/install.sh" nvim >/dev/null
"$here/install-vscode.sh" >/dev/null
"$root/editors/vscode/package.sh" >/dev/null
mkdir -p "$images" "$work/desk"
cp "$here/story.txt" "$work/desk/harwell-bridge.txt"

# Where the hover is: the first one that is expected.
plan=$(node "$here/expected.mjs" plan "$here/expected.json" "$work")
plan=$(node -p 'const p = JSON.parse(process.argv[1]); JSON.stringify({ file: process.argv[2], shown: p.hovers[0], hovers: [p.hovers[0]] })' \
  "$plan" "$work/desk/harwell-bridge.txt")
line=$(node -p 'JSON.parse(process.argv[1]).shown[0] + 1' "$plan")
column=$(node -p 'JSON.parse(process.argv[1]).shown[1]' "$plan")

# Neovim, through try.sh in a terminal of its own.
tmux -S "$sock" -f /dev/null new-session -d -x "${size%x*}" -y "${size#*x}" \
  "TERM=tmux-256color COLORTERM=truecolor LANG=C.UTF-8 PATH='$target/editors/nvim/usr/bin:$PATH' '$root/try.sh' '$work/desk/harwell-bridge.txt'"
seen() {
  n=0
  until tmux -S "$sock" capture-pane -p | grep -q -- "$1"; do
    n=$((n + 1))
    [ $n -lt 150 ] || { echo "picture.sh: never saw “$1”" >&2; exit 1; }
    sleep 0.2
  done
}
seen 'Left over from'
tmux -S "$sock" send-keys "${line}G0${column}l"
sleep 0.5
tmux -S "$sock" send-keys K
seen 'Anchor:'
sleep 0.5
tmux -S "$sock" capture-pane -e -N -p >"$work/screen.ansi"
tmux -S "$sock" send-keys Escape ':qa!' Enter
node "$here/ansi2png.mjs" --tools "$vscode" --size "$size" --title 'Neovim' "$work/screen.ansi" "$images/neovim.png"

node "$here/vscode.mjs" --vscode "$vscode" --ext "$target/backread-linux-x64.vsix" --plan "$plan" --report "$work/report.json" \
  --size 1000x560 --screenshot "$images/vscode.png" --settings '{"workbench.activityBar.location":"hidden","workbench.statusBar.visible":true}'
ls -l "$images"
