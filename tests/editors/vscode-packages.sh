#!/bin/sh
# vscode-packages.sh: the extension's packages, with the program and without, are
# what Open VSX's own tool reads and sends. It sends them to a registry on the
# loopback; vsce, the Marketplace's tool, has packed and checked them (package.sh).
# ovsx is installed under target/lint, once, from npm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$(cd "${CARGO_TARGET_DIR:-$root/target}" && pwd)
lint=$target/lint/ovsx
if ! [ -x "$lint/node_modules/.bin/ovsx" ]; then
  mkdir -p "$lint"
  echo '{"private":true}' >"$lint/package.json"
  npm install --prefix "$lint" --ignore-scripts --no-audit --no-fund --loglevel=error ovsx@1.4.0
fi
[ -f "$target/backread-universal.vsix" ] || BACKREAD_BIN=none "$root/editors/vscode/package.sh"
[ -f "$target/backread-linux-x64.vsix" ] || "$root/editors/vscode/package.sh"
node --input-type=module - "$lint/node_modules/.bin/ovsx" "$target/backread-universal.vsix" "$target/backread-linux-x64.vsix" <<'JS'
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';

const [ovsx, ...packages] = process.argv.slice(2);
const sent = [];
const registry = http.createServer((request, answer) => {
  let size = 0;
  request.on('data', (part) => (size += part.length));
  request.on('end', () => {
    if (request.method === 'POST') sent.push(size);
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ namespace: 'backread', name: 'backread', version: '0.0.0' }));
  });
});
await new Promise((done) => registry.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${registry.address().port}`;
for (const one of packages) {
  await new Promise((done, fail) => {
    execFile(ovsx, ['publish', '--registryUrl', url, '--pat', 'none', one], { timeout: 60000 }, (error, out, err) => (error ? fail(new Error(out + err)) : done()));
  });
}
registry.close();
const wanted = packages.map((one) => fs.statSync(one).size);
if (String(sent) !== String(wanted)) throw new Error(`Open VSX got ${sent} bytes, not ${wanted}`);
console.log(`ovsx reads and sends ${packages.length} packages`);
JS
