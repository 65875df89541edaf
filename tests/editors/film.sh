#!/bin/sh
# film.sh [OUT.gif]: docs/images/neovim.gif, some seconds of Neovim with the current
# build: a hover, a sentence being written, the timeline. It is played from
# scenes, each captured when the screen shows what it waits for, so that the speed
# of the machine does not matter. BACKREAD_BIN names another build.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
out=${1:-$root/docs/images/neovim.gif}
size=104x27
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-film.XXXXXX")
sock=$work/tmux.sock
trap 'tmux -S "$sock" kill-server 2>/dev/null || :; rm -rf "$work"' EXIT HUP INT TERM
[ -n "${BACKREAD_BIN:-}" ] || (cd "$root" && cargo build --release --quiet)
"$here/install.sh" nvim >/dev/null
"$here/install-vscode.sh" >/dev/null
pillow=$target/editors/pillow
[ -d "$pillow/PIL" ] || python3 -m pip install -q --root-user-action=ignore --disable-pip-version-check --target "$pillow" pillow
mkdir "$work/desk"
cp "$root"/samples/*harbour*.* "$root/samples/entities.toml" "$work/desk/"
number=100 pairs= times=

seen() { # WORDS
  n=0
  until tmux -S "$sock" capture-pane -p | grep -q -- "$1"; do
    n=$((n + 1))
    [ $n -lt 150 ] || { echo "film.sh: never saw “$1” in:" >&2; tmux -S "$sock" capture-pane -p >&2; exit 1; }
    sleep 0.2
  done
}
keys() { tmux -S "$sock" send-keys "$@"; }
scene() { # MILLISECONDS
  sleep 0.4
  number=$((number + 1))
  tmux -S "$sock" capture-pane -e -N -p >"$work/$number.ansi"
  pairs="$pairs $work/$number.ansi $work/$number.png"
  times="$times $1 $work/$number.png"
}

TOUR=open TOUR_FILE=$work/desk/harbour-follow-up.txt TOUR_SERVER=${BACKREAD_BIN:-$target/release/backread} HOME=$work XDG_CONFIG_HOME=$work/config \
  XDG_STATE_HOME=$work/state tmux -S "$sock" -f /dev/null new-session -d -c "$work/desk" -x "${size%x*}" -y "${size#*x}" \
  "TERM=tmux-256color COLORTERM=truecolor LANG=C.UTF-8 '$target/editors/nvim/usr/bin/nvim' --clean --cmd 'set rtp^=$root/editors/nvim' \
    --cmd 'luafile $here/tour.lua' harbour-follow-up.txt -c 'set background=dark'"
seen 'Left over from'
scene 1500
keys '/Solberg-Haas told' Enter
keys ':nohlsearch | echo' Enter
scene 700
keys K
seen 'entities.toml'
scene 3000
keys Escape
keys '/Monday, June' Enter
keys ':nohlsearch | echo' Enter
scene 700
keys K
seen 'Tuesday 11 June 2024'
scene 2500
keys Escape
keys '23G' 'o' Enter
for word in 'She' ' will' ' meet' ' Wrona' ' next' ' Monday,' ' June' ' 18.'; do
  keys -l -- "$word"
  scene 250
done
keys Escape
seen '2024-06-18 was a Tuesday'
scene 2500
keys ':Backread timeline' Enter
seen '2024-06-14  June 14'
scene 3500

# shellcheck disable=SC2086
node "$here/ansi2png.mjs" --tools "$target/editors/vscode" --size "$size" --title 'Neovim' --scale 1 $pairs
# shellcheck disable=SC2086
PYTHONPATH=$pillow python3 "$here/frames2gif.py" "$out" $times
