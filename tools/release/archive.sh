#!/bin/sh
# archive.sh TARGET PROGRAM FOLDER
# Packs PROGRAM for a release as FOLDER/backread-VERSION-TARGET.tar.gz (.zip for
# Windows) with the licences, and writes its SHA-256 beside it. Inside, everything
# is under backread-VERSION-TARGET/: cargo binstall and action.yml count on that.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
target=$1 program=$2 folder=$3
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n1)
name=backread-$version-$target
work=$(mktemp -d "${TMPDIR:-/tmp}/backread-archive.XXXXXX")
trap 'rm -rf "$work"' EXIT HUP INT TERM
mkdir -p "$folder" "$work/$name"
folder=$(cd "$folder" && pwd)
cp "$root/README.md" "$root/CHANGELOG.md" "$root"/LICENSE-* "$root/src/actors/data/MODEL.md" "$work/$name/"
cp "$program" "$work/$name/"
cd "$work"
case $target in
*windows*)
  archive=$name.zip
  if command -v zip >/dev/null; then zip -qr "$folder/$archive" "$name"; else 7z a -bso0 "$folder/$archive" "$name"; fi
  ;;
*)
  archive=$name.tar.gz
  tar -czf "$folder/$archive" "$name"
  ;;
esac
cd "$folder"
if command -v sha256sum >/dev/null; then sha256sum "$archive" >"$archive.sha256"; else shasum -a 256 "$archive" >"$archive.sha256"; fi
echo "$folder/$archive"
