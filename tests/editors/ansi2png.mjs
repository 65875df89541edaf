#!/usr/bin/env node
// ansi2png.mjs --tools DEST [--size COLSxROWS] [--title TEXT] [--theme light|dark] [--scale N] {IN.ansi OUT.png}...
// Draws terminal screens (tmux capture-pane -e -N -p) with xterm.js in headless
// Chromium: true colours, curly underlines. DEST is what install-vscode.sh made.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const O = { size: '100x24', title: '', theme: 'dark', scale: 2 };
const files = [];
for (const argv = process.argv.slice(2); argv.length; ) {
  const key = argv.shift();
  if (key.startsWith('--')) O[key.slice(2)] = argv.shift();
  else files.push(key);
}
if (!O.tools || !files.length || files.length % 2) {
  console.error('usage: ansi2png.mjs --tools DEST [--size COLSxROWS] [--title TEXT] [--theme light|dark] [--scale N] {IN.ansi OUT.png}...');
  process.exit(2);
}
const require = createRequire(path.join(path.resolve(O.tools), 'tools', 'x.js'));
const { chromium } = require('playwright-core');
const xterm = path.dirname(require.resolve('@xterm/xterm/package.json'));
const [cols, rows] = O.size.split('x').map(Number);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND'],
});
// Neovim's own two colour schemes.
const colours = {
  light: { background: '#e0e2ea', foreground: '#14161b', bar: '#c4c6cd', title: '#4f5258' },
  dark: { background: '#14161b', foreground: '#e0e2ea', bar: '#22252c', title: '#9da2ad' },
}[O.theme];
const page = await browser.newPage({ viewport: { width: 1600, height: 1200 }, deviceScaleFactor: Number(O.scale) });
await page.setContent(`<!doctype html><meta charset=utf-8><style>${fs.readFileSync(`${xterm}/css/xterm.css`)}
body{margin:0;background:transparent}#w{display:inline-block;background:${colours.background};border-radius:8px;overflow:hidden}
#t{font:13px 'DejaVu Sans',sans-serif;color:${colours.title};background:${colours.bar};padding:6px 12px;text-align:center}#x{padding:8px}
.xterm-viewport,.xterm-scroll-area{display:none!important}</style><div id=w>${O.title ? '<div id=t></div>' : ''}<div id=x></div></div>`);
await page.addScriptTag({ path: `${xterm}/lib/xterm.js` });
await page.addScriptTag({ path: require.resolve('@xterm/addon-unicode11/lib/addon-unicode11.js') });
for (let at = 0; at < files.length; at += 2) {
  await page.evaluate(({ cols, rows, title, screen, background, foreground }) => {
    if (title) document.getElementById('t').textContent = title;
    const terminal = new Terminal({
      cols, rows, fontSize: 14, fontFamily: "'DejaVu Sans Mono', 'Noto Color Emoji', monospace", convertEol: true, allowProposedApi: true,
      cursorInactiveStyle: 'none', theme: { background, foreground },
    });
    terminal.loadAddon(new Unicode11Addon.Unicode11Addon());
    terminal.unicode.activeVersion = '11';
    document.getElementById('x').replaceChildren();
    terminal.open(document.getElementById('x'));
    return new Promise((done) => terminal.write('\x1b[?25l' + screen, () => requestAnimationFrame(() => requestAnimationFrame(done))));
  }, { cols, rows, ...colours, title: O.title, screen: fs.readFileSync(files[at], 'utf8').replace(/\n$/, '') });
  await page.locator('#w').screenshot({ path: files[at + 1], omitBackground: true });
}
await browser.close();
