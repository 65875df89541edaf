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

step() { # NAME COMMAND...
  name=$1
  shift
  log=$logs/$(printf %s "$name" | tr -c 'a-zA-Z0-9\n' '-').log
  printf '%-28s' "$name"
  begin=$(date +%s)
  if "$@" >"$log" 2>&1 </dev/null; then
    passed=$((passed + 1)) word=ok
  else
    failed=$((failed + 1)) word=FAILED names="$names $name;"
  fi
  printf '%s (%d s)\n' "$word" $(($(date +%s) - begin))
  [ $word = ok ] || tail -n 60 "$log" | sed 's/^/    /'
}

step 'formatting' cargo fmt --all --check
step 'clippy' cargo clippy --all-targets -- -D warnings
step 'cargo test' cargo test
step 'release build' cargo build --release
if [ "$mode" = all ]; then
  # What each editor shows is kept, and compared when all have run.
  REPORTS=$(mktemp -d)
  export REPORTS
  step 'install Neovim' tests/editors/install.sh nvim
  step 'Neovim plugin' tests/editors/nvim-plugin.sh
  step 'Neovim with the server' tests/editors/nvim.sh
  old=${CARGO_TARGET_DIR:-$PWD/target}/editors/nvim010
  step 'install Neovim 0.10' tests/editors/install.sh nvim010
  step 'Neovim 0.10 plugin' env NVIM="$old/usr/bin/nvim" tests/editors/nvim-plugin.sh
  step 'Neovim 0.10 with the server' env NVIM="$old/usr/bin/nvim" tests/editors/nvim.sh
  for editor in helix emacs vim kakoune; do
    step "install $editor" tests/editors/install.sh $editor
    step "$editor with the server" tests/editors/$editor.sh
  done
  step 'install VS Code' tests/editors/install-vscode.sh
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
