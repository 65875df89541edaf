#!/bin/sh
# snippet.sh PAGE WORDS
# Prints the one fenced block of a Markdown page whose language or first line has
# WORDS: what a page tells its readers to write is what the tests run.
set -eu
awk -v words="$2" '
  /^```/ && !inside { inside = 1; first = 1; wanted = index($0, words) > 0; found += wanted; next }
  /^```/ { inside = 0; wanted = 0; next }
  inside && first && !wanted && index($0, words) > 0 { wanted = 1; found++ }
  inside { first = 0 }
  wanted { print }
  END { if (found != 1) { print "snippet.sh: " found + 0 " such blocks, not one" > "/dev/stderr"; exit 1 } }
' "$1"
