#!/bin/sh
# pages.sh: the pages of editors that no test runs: what they have a reader paste is
# well-formed, names the program as it is started, and Zed's three files fit together.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-pages.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
for editor in kate sublime; do "$here/snippet.sh" "$root/docs/editors/$editor.md" json >"$work/$editor.json"; done
"$here/snippet.sh" "$root/docs/editors/zed.md" 'id = ' >"$work/extension.toml"
"$here/snippet.sh" "$root/docs/editors/zed.md" '[package]' >"$work/Cargo.toml"
"$here/snippet.sh" "$root/docs/editors/zed.md" rust >"$work/lib.rs"
python3 - "$work" <<'PY'
import json, sys, tomllib
read = lambda name: open(f"{sys.argv[1]}/{name}", encoding="utf-8").read()
kate = json.loads(read("kate.json"))["servers"]["backread"]
sublime = json.loads(read("sublime.json"))["clients"]["backread"]
for server in kate, sublime:
    assert server["command"] == ["backread", "lsp"], server
extension, package = tomllib.loads(read("extension.toml")), tomllib.loads(read("Cargo.toml"))
assert list(extension["language_servers"]) == ["backread"] and package["lib"]["crate-type"] == ["cdylib"]
code = read("lib.rs")
assert 'worktree.which("backread")' in code and '"lsp"' in code and "zed_extension_api" in package["dependencies"]
PY
echo 'ok the pages of Kate, Sublime Text and Zed'
