#!/bin/sh
# sarif.sh: what `backread check --format sarif` writes is valid by the schema of the
# standard, as Microsoft's validator reads it. Of every sample and of what is wrong in
# a configuration and a record; and the validator, given a key that the standard does
# not know, says so. It is installed under target/lint, once, from npm.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
lint=$target/lint/sarif
if ! [ -x "$lint/node_modules/.bin/sarif-multitool" ]; then
  mkdir -p "$lint"
  echo '{"private":true}' >"$lint/package.json"
  npm install --prefix "$lint" --ignore-scripts --no-audit --no-fund --loglevel=error @microsoft/sarif-multitool@5.7.0
  chmod +x "$lint"/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool
fi
program=${BACKREAD:-$target/release/backread}
# No data of languages is needed.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-sarif.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
cp -r "$root/samples" "$work/samples"
mkdir "$work/samples/wrong"
printf 'profil = "desk"\n' >"$work/samples/wrong/backread.toml"
printf 'It rained on June 31.\n' >"$work/samples/wrong/rain.txt"
printf 'format = 1\n[[person]]\nid = "Ann Roe"\nname = "Ann Roe"\n' >"$work/samples/wrong/entities.toml"

complaints() { # FILE: what the validator says of it
  "$lint/node_modules/.bin/sarif-multitool" validate "$1" --output "$1.said" >"$1.log" 2>&1 || {
    cat "$1.log" >&2
    exit 1
  }
  grep -q 'Analysis completed successfully' "$1.log" || {
    cat "$1.log" >&2
    exit 1
  }
  grep -E '(error|warning|note) [A-Z]+[0-9]+:' "$1.log" || true
}

cd "$work/samples"
"$program" check --profile strict --format sarif --fail-on never . ./wrong >"$work/all.sarif" 2>/dev/null || true
for code in date-impossible knowledge-configuration knowledge-record; do
  grep -q "\"ruleId\": \"$code\"" "$work/all.sarif" || {
    echo "no $code in what was written" >&2
    exit 1
  }
done
said=$(complaints "$work/all.sarif")
[ -z "$said" ] || {
  echo "$said" >&2
  exit 1
}
sed 's/"columnKind"/"columKind"/' "$work/all.sarif" >"$work/broken.sarif"
said=$(complaints "$work/broken.sarif")
[ -n "$said" ] || {
  echo "the validator does not see a key that the standard does not know" >&2
  exit 1
}
grep -c '"ruleId"' "$work/all.sarif"
