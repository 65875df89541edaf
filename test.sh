#!/bin/sh
# Runs every check of the project, in order, and prints how many steps passed.
#
#   ./test.sh          everything
#   ./test.sh quick    without the editors
#
# What the editor tests need is installed under target/editors, once. Output of
# each step is kept in target/test-logs; a failing step prints the end of its own.
set -u
cd "$(dirname "$0")" || exit 2

mode=${1:-all}
case $mode in
all | quick) ;;
*)
  echo "usage: $0 [quick]" >&2
  exit 2
  ;;
esac

logs=${CARGO_TARGET_DIR:-target}/test-logs
mkdir -p "$logs"
passed=0 failed=0 names=

key() { printf %s "$1" | tr -c 'a-zA-Z0-9\n' '-'; }

# Runs a step, and puts down what it ended with and after how many seconds.
run() { # NAME COMMAND...
  log=$logs/$(key "$1")
  shift
  begin=$(date +%s)
  "$@" >"$log.log" 2>&1 </dev/null
  echo "$? $(($(date +%s) - begin))" >"$log.new"
  mv "$log.new" "$log.result"
}

# Runs a step, or waits for one that began before; tells how it ended.
step() { # NAME [COMMAND...]
  name=$1
  printf '%-28s' "$name"
  [ $# -eq 1 ] || run "$@"
  log=$logs/$(key "$name")
  while [ ! -s "$log.result" ]; do sleep 1; done
  read -r code seconds <"$log.result"
  if [ "$code" -eq 0 ]; then
    passed=$((passed + 1)) word=ok
  else
    failed=$((failed + 1)) word=FAILED names="$names $name;"
  fi
  printf '%s (%d s)\n' "$word" "$seconds"
  [ $word = ok ] || tail -n 60 "$log.log" | sed 's/^/    /'
}

rm -f "$logs"/*.result
# What runs beside the steps does not hear of an interruption by itself.
trap 'kill 0' INT
editors='nvim nvim010 helix emacs vim kakoune'
fetch() { # the editors; of Kakoune also the client, which is compiled
  for editor in $editors; do
    run "install $editor" tests/editors/install.sh "$editor"
  done
  run 'install VS Code' tests/editors/install-vscode.sh
}

# One thread is busy for long at the end of a release build, and downloads need none; tests wait by the clock, and run alone.
run 'release build' cargo build --release &
[ "$mode" = quick ] || fetch &
step 'formatting' cargo fmt --all --check
step 'clippy' cargo clippy --all-targets -- -D warnings
step 'release build'
if [ "$mode" = all ]; then
  for editor in $editors 'VS Code'; do
    step "install $editor"
  done
fi
step 'cargo test' cargo test
if [ "$mode" = all ]; then
  # What each editor shows is kept, and compared when all have run.
  REPORTS=$(mktemp -d)
  export REPORTS
  step 'Neovim plugin' tests/editors/nvim-plugin.sh
  step 'Neovim with the server' tests/editors/nvim.sh
  old=${CARGO_TARGET_DIR:-$PWD/target}/editors/nvim010
  step 'Neovim 0.10 plugin' env NVIM="$old/usr/bin/nvim" tests/editors/nvim-plugin.sh
  step 'Neovim 0.10 with the server' env NVIM="$old/usr/bin/nvim" tests/editors/nvim.sh
  for editor in helix emacs vim kakoune; do
    step "$editor with the server" tests/editors/$editor.sh
  done
  step 'VS Code extension package' editors/vscode/package.sh
  step 'the same, without program' env BACKREAD_BIN=none editors/vscode/package.sh
  step 'VS Code packages, Open VSX' tests/editors/vscode-packages.sh
  step 'VS Code extension units' npm --prefix editors/vscode --silent test
  step 'VS Code with the server' tests/editors/vscode.sh
  step 'all editors agree' node tests/editors/agree.mjs "$REPORTS"
  rm -rf "$REPORTS"
  unset REPORTS
  step 'all editors, Markdown' tests/editors/markdown.sh
  step 'VS Code and its program' tests/editors/vscode-program.sh
  step 'VS Code at work' tests/editors/vscode-actions.sh
  step 'VS Code settings' tests/editors/vscode-settings.sh
  step 'pages of other editors' tests/editors/pages.sh
  step 'what README.md says' tests/editors/readme.sh
  step 'what is released' tests/release.sh
  step 'SARIF and its schema' tests/sarif.sh
  step 'the tour (try.sh)' ./try.sh
fi

[ -z "$names" ] || echo "failed:$names"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
