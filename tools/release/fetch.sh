#!/bin/sh
# fetch.sh VERSION FOLDER
# The released program for this machine into FOLDER, its SHA-256 compared.
# BACKREAD_RELEASES names another place than the project's releases.
set -eu
version=${1#v} folder=$2
releases=${BACKREAD_RELEASES:-https://github.com/backread/backread/releases/download}
case $(uname -s)-$(uname -m) in
Linux-x86_64) target=x86_64-unknown-linux-musl ;;
Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
Darwin-x86_64) target=x86_64-apple-darwin ;;
Darwin-arm64) target=aarch64-apple-darwin ;;
MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
*)
  echo "fetch.sh: no release for $(uname -s) $(uname -m)" >&2
  exit 1
  ;;
esac
name=backread-$version-$target
archive=$name.tar.gz
case $target in *windows*) archive=$name.zip ;; esac
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$work"
for file in "$archive" "$archive.sha256"; do
  curl -fsSL --retry 3 -o "$file" "$releases/v$version/$file"
done
if command -v sha256sum >/dev/null; then sha256sum -c "$archive.sha256" >/dev/null; else shasum -a 256 -c "$archive.sha256" >/dev/null; fi
case $archive in *.zip) unzip -q "$archive" ;; *) tar -xzf "$archive" ;; esac
for program in "$name"/backread "$name"/backread.exe; do
  [ ! -f "$program" ] || install -m 0755 "$program" "$folder/"
done
"$folder/backread" --version
