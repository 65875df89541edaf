#!/bin/sh
# package.sh [OUT.vsix]
# Packs the extension for this platform with the release build inside, to
# target/backread-PLATFORM.vsix; makes that build where there is none.
# BACKREAD_BIN names another build, VSCE_TARGET another platform;
# BACKREAD_BIN=none packs it without a program, for every platform.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
case $(uname -s)-$(uname -m) in
Linux-x86_64) platform=linux-x64 ;;
Linux-aarch64) platform=linux-arm64 ;;
Darwin-x86_64) platform=darwin-x64 ;;
Darwin-arm64) platform=darwin-arm64 ;;
*) platform= ;;
esac
platform=${VSCE_TARGET:-$platform}
bin=${BACKREAD_BIN:-$target/release/backread}
[ "$bin" != none ] || platform=
out=${1:-$target/backread-${platform:-universal}.vsix}
case $out in /*) ;; *) out=$PWD/$out ;; esac

cd "$here"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
rm -rf bin
if [ "$bin" != none ]; then
  [ -n "${BACKREAD_BIN:-}" ] || [ -f "$bin" ] || (cd "$root" && cargo build --release)
  mkdir bin
  install -m 0755 "$bin" bin/
fi
for license in "$root"/LICENSE*; do
  [ ! -f "$license" ] || cp "$license" .
done
node_modules/.bin/vsce package --skip-license --no-dependencies ${platform:+--target "$platform"} -o "$out"
