# shellcheck shell=sh disable=SC2034,SC2154
# Read by the tests in VS Code, which set here: where things are, the packed
# extension, a folder to work in that goes when they end.
root=$(cd "$here/../.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
vscode=${VSCODE:-$target/editors/vscode}
ext=${EXT:-$target/backread-linux-x64.vsix}
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-vscode.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
[ -f "$ext" ] || "$root/editors/vscode/package.sh"
failed=0

# The program inside the extension, as a file.
unpack_program() { # FILE
  python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("extension/bin/backread"))' "$ext" >"$1"
  chmod 755 "$1"
}
