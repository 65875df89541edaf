#!/bin/sh
# readme.sh: what README.md tells somebody new to do, done as it stands there: from a
# bare copy of the repository and an empty home to a hover in VS Code and in Neovim,
# 0.10 too. Only "cargo install" is not run: it makes the release build, which is
# there, and it is put where that would leave it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-readme.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
fail() {
  echo "readme.sh: $*" >&2
  exit 1
}
said() { # EDITOR: the command in its row of the table
  found=$(sed -n "s/^| \[$1\]([^)]*) | \`\(.*\)\` |\$/\1/p" "$root/README.md")
  [ -n "$found" ] || fail "README.md has no command for $1"
  echo "$found"
}
grep -q '^    cargo install --path \.$' "$root/README.md" || fail 'README.md does not install the program'

mkdir -p "$work/backread/target/release" "$work/home/.cargo/bin" "$work/bin"
tar -C "$root" --exclude=target --exclude=./.git --exclude=node_modules --exclude=./editors/vscode/bin --exclude=./editors/vscode/dist -c . |
  tar -C "$work/backread" -x
cp "$target/release/backread" "$work/backread/target/release/"
cp "$target/release/backread" "$work/home/.cargo/bin/"
export npm_config_cache="${npm_config_cache:-$HOME/.npm}" HOME="$work/home" PATH="$work/bin:$work/home/.cargo/bin:$PATH" TMPDIR="$work"
unset CARGO_TARGET_DIR BACKREAD_BIN VSCE_TARGET
# VS Code's command of this name, as far as it is needed: what it is to install is kept.
cat >"$work/bin/code" <<SH
#!/bin/sh
[ "\$1" = --install-extension ] && [ \$# -eq 2 ] && cp "\$2" "$work/installed.vsix"
SH
chmod 755 "$work/bin/code"
story=$work/backread/samples/harbour-follow-up.txt

(cd "$work/backread" && sh -euc "$(said Neovim)")
for nvim in "$target/editors/nvim/usr/bin/nvim" "$target/editors/nvim010/usr/bin/nvim"; do
  STORY=$story timeout -k 5 120 "$nvim" --clean --headless --cmd "luafile $here/nvim-plugin.lua" -l "$here/readme.lua" >"$work/log" 2>&1 </dev/null ||
    fail "$nvim: $(cat "$work/log")"
  echo "ok Neovim: $("$nvim" --version | head -n1)"
done

(cd "$work/backread" && sh -euc "$(said 'VS Code')" >"$work/log" 2>&1) || fail "$(cat "$work/log")"
plan=$(node -p '
  const [file, words] = process.argv.slice(1);
  const before = require("fs").readFileSync(file, "utf8").split(words)[0].split("\n");
  JSON.stringify({ file, hovers: [[before.length - 1, before.at(-1).length + 1]] })' "$story" 'Solberg-Haas')
node "$here/vscode.mjs" --vscode "$target/editors/vscode" --ext "$work/installed.vsix" --plan "$plan" --report "$work/report.json"
node - "$work/report.json" <<'JS'
const { hovers, ui, diagnostics, errors } = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
if (errors.length || !diagnostics.length || !hovers[0]?.includes('Solberg-Haas') || !ui.hover?.includes('Solberg-Haas')) {
  console.log('readme.sh: VS Code shows', JSON.stringify({ hovers, ui: ui?.hover, errors }));
  process.exit(1);
}
console.log('ok VS Code');
JS
