// Asks VS Code itself, through its public API, what it knows about one file.
// The questions come in $PLAN (JSON), the report goes to $REPORT. When the other
// side has written $REPORT.go, the hover of the plan is shown until $REPORT.read is there.
// Steps ask the other side in $REPORT.look what the workbench draws, or to click
// something; it answers in $REPORT.seen.
const fs = require('fs');
const vscode = require('vscode');

const plan = JSON.parse(process.env.PLAN || 'null');
const REPORT = process.env.REPORT;
const LIMIT = 30000;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const position = ([line, character]) => new vscode.Position(line, character);

exports.activate = (context) => {
  require('./elsewhere.js').provide(context);
  if (plan && REPORT) run(context);
};

async function look(request = {}) {
  fs.writeFileSync(`${REPORT}.ask`, JSON.stringify(request));
  fs.renameSync(`${REPORT}.ask`, `${REPORT}.look`);
  if (!(await until(LIMIT, () => fs.existsSync(`${REPORT}.seen`)))) throw new Error(`not seen: ${JSON.stringify(request)}`);
  const { error, ...seen } = JSON.parse(fs.readFileSync(`${REPORT}.seen`, 'utf8'));
  fs.rmSync(`${REPORT}.seen`);
  if (error) throw new Error(error);
  return seen;
}

async function until(ms, ask) {
  for (const end = Date.now() + ms; ;) {
    const answer = await ask();
    if (answer || Date.now() > end) return answer;
    await sleep(50);
  }
}

async function run(context) {
  const report = { editor: 'VS Code', version: vscode.version, errors: [] };
  const attempt = async (name, ask) => {
    try {
      return await ask();
    } catch (error) {
      report.errors.push(`${name}: ${(error && error.stack) || error}`);
      return null;
    }
  };
  const uri = plan.uri ? vscode.Uri.parse(plan.uri) : vscode.Uri.file(plan.file);
  await attempt('run', async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    let editor = await vscode.window.showTextDocument(document, { preview: false });
    report.language = document.languageId;
    report.trusted = vscode.workspace.isTrusted;

    let count = -1;
    let since = Date.now();
    await until(plan.without_server ? 3000 : LIMIT, () => {
      const now = vscode.languages.getDiagnostics(uri).length;
      if (now !== count) [count, since] = [now, Date.now()];
      return now > 0 && Date.now() - since > 800;
    });
    const severities = ['error', 'warning', 'information', 'hint'];
    report.diagnostics = vscode.languages
      .getDiagnostics(uri)
      .sort((a, b) => a.range.start.compareTo(b.range.start))
      .map((d) => ({
        line: d.range.start.line,
        character: d.range.start.character,
        end_line: d.range.end.line,
        end_character: d.range.end.character,
        severity: severities[d.severity],
        code: d.code && typeof d.code === 'object' ? d.code.value : d.code,
        source: d.source,
        message: d.message,
      }));

    await attempt('inlay hints', async () => {
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      const hints = await until(3000, async () => {
        const found = await vscode.commands.executeCommand('vscode.executeInlayHintProvider', uri, all);
        return found && found.length ? found : null;
      });
      report.inlay_hints = (hints || []).map((hint) => ({
        line: hint.position.line,
        character: hint.position.character,
        label: typeof hint.label === 'string' ? hint.label : hint.label.map((part) => part.value).join(''),
      }));
    });

    await attempt('symbols', async () => {
      const flat = (list) => (list || []).flatMap((s) => [`${s.detail || ''}: ${s.name}`, ...flat(s.children)]);
      report.symbols = flat(await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri));
    });

    const ask = {
      hovers: async (at) => {
        const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, at);
        return hovers.flatMap((hover) => hover.contents.map((c) => (typeof c === 'string' ? c : c.value))).join('\n\n');
      },
      definitions: async (at) => {
        editor.selection = new vscode.Selection(at, at);
        await vscode.commands.executeCommand('editor.action.revealDefinition');
        const moved = () => {
          const now = vscode.window.activeTextEditor;
          return now && (now.document.uri.toString() !== uri.toString() || !now.selection.active.isEqual(at));
        };
        await until(3000, moved);
        const now = vscode.window.activeTextEditor;
        const target = { file: now.document.uri.fsPath, line: now.selection.active.line, character: now.selection.active.character };
        editor = await vscode.window.showTextDocument(document, { preview: false });
        return target;
      },
      references: async (at) => (await vscode.commands.executeCommand('vscode.executeReferenceProvider', uri, at)).length,
    };
    for (const key of Object.keys(ask)) {
      report[key] = [];
      for (const place of plan[key] || []) report[key].push(await attempt(key, () => ask[key](position(place))));
    }
    if (plan.steps) report.steps = await attempt(plan.steps, () => require(`./${plan.steps}.js`).run(uri, attempt, look, plan, context));
    for (const command of plan.commands || []) await attempt(command, () => vscode.commands.executeCommand(command));
    report.commands = (await vscode.commands.getCommands(true)).filter((name) => name.startsWith('backread.')).sort();
    if ((plan.commands || []).length) {
      // After a restart the findings come again.
      await until(LIMIT, () => vscode.languages.getDiagnostics(uri).length === report.diagnostics.length);
      report.diagnostics_after_commands = vscode.languages.getDiagnostics(uri).length;
    }
  });
  await vscode.commands.executeCommand('notifications.showList').then(() => sleep(400), () => {});
  fs.writeFileSync(`${REPORT}.part`, JSON.stringify(report));
  fs.renameSync(`${REPORT}.part`, REPORT);
  await until(LIMIT, () => fs.existsSync(`${REPORT}.go`));
  await vscode.commands.executeCommand('notifications.hideList').then(undefined, () => {});
  const place = (plan.shown ? [plan.shown] : plan.hovers || [])[0];
  if (!place) return;
  // A layout, a focus or a server that restarts can close a hover that was asked for once: ask again until it was read.
  await until(LIMIT, async () => {
    const editor = await vscode.window.showTextDocument(uri, { preview: false });
    editor.selection = new vscode.Selection(position(place), position(place));
    await vscode.commands.executeCommand('editor.action.showHover');
    return until(3000, () => fs.existsSync(`${REPORT}.read`));
  });
}
