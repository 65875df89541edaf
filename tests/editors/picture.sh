#!/bin/sh
# picture.sh [FOLDER]: the pictures of docs/images from real runs of the current
# build: VS Code and Neovim over samples/harbour-follow-up.txt, each light and
# dark, with the hover of a date that does not fit its weekday.
# BACKREAD_BIN names another build than the release build, which is made first.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
images=${1:-$root/docs/images}
vscode=$target/editors/vscode
size=118x30
words='told on |Monday, June 11'
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-picture.XXXXXX")
sock=$work/tmux.sock
trap 'tmux -S "$sock" kill-server 2>/dev/null || :; rm -rf "$work"' EXIT HUP INT TERM
command -v tmux >/dev/null || {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tmux >/dev/null
}
[ -n "${BACKREAD_BIN:-}" ] || (cd "$root" && cargo build --release --quiet)
export BACKREAD_BIN="${BACKREAD_BIN:-$target/release/backread}"
"$here/install.sh" nvim >/dev/null
"$here/install-vscode.sh" >/dev/null
"$root/editors/vscode/package.sh" "$work/backread.vsix" >/dev/null
mkdir -p "$images" "$work/desk"
cp "$root"/samples/*harbour*.* "$root/samples/entities.toml" "$work/desk/"
file=$work/desk/harbour-follow-up.txt

# Line and character, from 0, of the words' bar.
place=$(node -e '
  const [file, words] = process.argv.slice(1);
  const text = require("fs").readFileSync(file, "utf8");
  const before = text.slice(0, text.indexOf(words.replace("|", "")) + words.indexOf("|")).split("\n");
  console.log(before.length - 1, before.at(-1).length);' "$file" "$words")
line=${place% *} column=${place#* }

for theme in light dark; do
  case $theme in
  light) name='Default Light Modern' ;;
  dark) name='Default Dark Modern' ;;
  esac
  node "$here/vscode.mjs" --vscode "$vscode" --ext "$work/backread.vsix" --report "$work/report.json" --size 1180x680 \
    --plan "{\"file\":\"$file\",\"shown\":[$line,$column],\"hovers\":[[$line,$column]],\"commands\":[\"backread.actors.focus\",\"backread.timeline.focus\"]}" \
    --settings "{\"workbench.colorTheme\":\"$name\",\"editor.fontSize\":13,\"editor.hover.above\":false}" --screenshot "$images/vscode-$theme.png"

  # Neovim in a terminal of its own, as try.sh sets it up.
  TOUR=open TOUR_FILE=$file TOUR_SERVER=$BACKREAD_BIN HOME=$work XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state \
    tmux -S "$sock" -f /dev/null new-session -d -x "${size%x*}" -y "${size#*x}" \
    "TERM=tmux-256color COLORTERM=truecolor LANG=C.UTF-8 '$target/editors/nvim/usr/bin/nvim' --clean --cmd 'set rtp^=$root/editors/nvim' \
      --cmd 'luafile $here/tour.lua' '$file' -c 'set background=$theme'"
  seen() {
    n=0
    until tmux -S "$sock" capture-pane -p | grep -q -- "$1"; do
      n=$((n + 1))
      [ $n -lt 150 ] || { echo "picture.sh: never saw “$1” in:" >&2; tmux -S "$sock" capture-pane -p >&2; exit 1; }
      sleep 0.2
    done
  }
  seen 'Left over from'
  tmux -S "$sock" send-keys "$((line + 1))G0${column}l"
  sleep 1
  tmux -S "$sock" send-keys K
  seen '2024-06-11'
  sleep 0.5
  tmux -S "$sock" capture-pane -e -N -p >"$work/screen.ansi"
  tmux -S "$sock" kill-server
  node "$here/ansi2png.mjs" --tools "$vscode" --size "$size" --title 'Neovim' --theme "$theme" "$work/screen.ansi" "$images/neovim-$theme.png"
done
ls -l "$images"
