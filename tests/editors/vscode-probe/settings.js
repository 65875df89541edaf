// Every setting of the extension: set, what comes of it, set back, and what comes
// of that. The plan names a program that runs the server and leaves a file beside
// itself when it does.
const fs = require('fs');
const path = require('path');
const vscode = require('vscode');
const { desk, until } = require('./desk.js');

exports.run = async (uri, attempt, look, plan, context) => {
  const { show, at, codes } = await desk(uri);
  const output = path.join(path.dirname(context.logUri.fsPath), 'backread.backread', 'backread.log');
  const set = async (name, value) => {
    const settings = vscode.workspace.getConfiguration();
    await settings.update(name, value, vscode.ConfigurationTarget.Workspace);
  };
  // What is in the output from now on.
  const written = () => (fs.existsSync(output) ? fs.readFileSync(output, 'utf8') : '');
  const listen = () => {
    const before = written().length;
    return () => written().slice(before);
  };
  const drawn = async (what, ask, request) => until(what, async () => ask(await look(request)));
  const status = ({ status }) => status.find((text) => /\d findings?$|backread$/.test(text));
  const all = codes().join();
  const findingsAgain = () => until('the findings', () => codes().join() === all);
  const hover = async () => {
    await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, at('said on |Friday'));
  };
  const found = {};

  const steps = {
    path: async () => {
      const started = (program) => listening().includes(`Starting ${program}`);
      let listening = listen();
      await set('backread.path', plan.program);
      await until('the program of the setting', () => started(plan.program) && fs.existsSync(`${plan.program}.ran`));
      await findingsAgain();
      fs.rmSync(`${plan.program}.ran`);
      const answer = { named: 'runs' };

      // One that is not there: said, with a button that leads to the setting.
      await set('backread.path', '/nowhere/backread');
      await until('no findings', () => codes().length === 0);
      answer.missing = await drawn('the status without a server', (ui) => status(ui) === 'backread' && status(ui));
      await vscode.commands.executeCommand('notifications.showList');
      await drawn('the message', ({ notifications }) => notifications.some((text) => text.includes('/nowhere/backread')));
      await look({ button: 'Open Settings' });
      const label = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
      answer.button = await until('the settings', () => label() === 'Settings' && label());
      // Which settings are listed there shows a moment later.
      answer.listed = await drawn('the setting', ({ texts }) => texts.some((text) => /Backread: Path/.test(text.replace(/\s+/g, ' '))), { texts: '.setting-item-title, .setting-item-contents' });
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.commands.executeCommand('notifications.clearAll');

      listening = listen();
      await set('backread.path', undefined);
      await until('the program of the extension', () => /Starting \S+\/bin\/backread\n/.test(listening()));
      await findingsAgain();
      answer.back = fs.existsSync(`${plan.program}.ran`) ? 'the named one runs still' : 'its own runs';
      return answer;
    },
    statusItem: async () => {
      await show();
      const findings = (ui) => /findings?$/.test(status(ui) ?? '') && status(ui);
      const before = await drawn('the status', findings);
      await set('backread.statusItem', false);
      await drawn('no status', (ui) => !status(ui));
      await set('backread.statusItem', undefined);
      return [before, 'gone', await drawn('the status again', findings)];
    },
    logLevel: async () => {
      const answer = {};
      for (const level of ['debug', 'error', 'warn', undefined]) {
        const listening = listen();
        await set('backread.logLevel', level);
        // The server starts anew, and has read the folder by the time that a hover is answered.
        await until('a new server', () => listening().includes('Starting '));
        await findingsAgain();
        await hover();
        if (level === 'debug') await until('what debug adds', () => /\[info\] backread::server::owner: /.test(listening()));
        if (level === undefined) await until('what info has', () => /\[info\] backread::server::indexer: workspace read/.test(listening()));
        const own = listening().split('\n').filter((line) => line.includes('backread::'));
        answer[level ?? 'info'] = [...new Set(own.map((line) => line.match(/backread::server::(\w+)/)?.[1]))].sort();
      }
      return answer;
    },
    output: async () => {
      await vscode.commands.executeCommand('backread.showOutput');
      const lines = await until('the output', async () => {
        const { texts } = await look({ texts: '.output-view .view-lines' });
        return /workspace read/.test(texts.join('\n').replace(/\u00a0/g, ' ')) && texts;
      });
      await vscode.commands.executeCommand('workbench.action.closePanel');
      return lines.length;
    },
    trace: async () => {
      const answer = {};
      for (const value of ['messages', 'verbose', undefined]) {
        const listening = listen();
        await set('backread.trace.server', value);
        if (value) {
          await until('the request in the output', async () => (await hover(), listening().includes("Sending request 'textDocument/hover")));
          await until('the answer in the output', () => listening().includes("Received response 'textDocument/hover"));
        }
        // One more, of which all is written before the next hover is.
        const after = listen();
        await hover();
        await hover();
        answer[value ?? 'off'] = [/Sending request/.test(after()), /Params: \{/.test(after()), /"character":/.test(after())];
      }
      return answer;
    },
    colours: async () => {
      const colours = {};
      const colour = (ui, words) => ui.colours.find(([text]) => text === words)?.[1];
      const seen = async (name, wanted) => {
        await show();
        const ui = await until(`the colours: ${name}`, async () => {
          const ui = await look();
          return colour(ui, 'Eleanor Brandt') === wanted && ui;
        });
        colours[name] = ['Eleanor Brandt', 'Friday', 'said'].map((words) => colour(ui, words));
      };
      await seen('light', 'rgb(122, 62, 157)');
      await set('workbench.colorTheme', 'Default Dark Modern');
      await seen('dark', 'rgb(210, 168, 255)');
      await set('workbench.colorTheme', undefined);
      // What the page of the extension says to choose other colours.
      for (const [name, value] of Object.entries(plan.settings)) await set(name, value);
      await seen('chosen', plan.chosen);
      for (const name of Object.keys(plan.settings)) await set(name, undefined);
      await seen('again', 'rgb(122, 62, 157)');
      for (const [name, value] of Object.entries(plan.none)) await set(name, value);
      // Without colours the words stand in spans with their neighbours.
      colours.none = await until('no colours', async () => {
        const ui = await look();
        return !colour(ui, 'Eleanor Brandt') && ui.colours.map(([, one]) => one);
      });
      for (const name of Object.keys(plan.none)) await set(name, undefined);
      await seen('again', 'rgb(122, 62, 157)');
      return colours;
    },
    inlayHints: async () => {
      const content = 'Bridge to open\n\nPublished May 31, 2024\n\nMayor Mary Poole spoke on Friday. She said that the bridge would open. The mayor then left.\n';
      const { uri } = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
      const shown = (count) => until(`${count} hints`, async () => {
        const hints = await vscode.commands.executeCommand('vscode.executeInlayHintProvider', uri, new vscode.Range(0, 0, 9, 0));
        return hints?.length === count && hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
      });
      const answer = { none: await shown(1) };
      for (const name of ['speakers', 'referents']) {
        await set(`backread.inlayHints.${name}`, true);
        answer[name] = await shown(2);
        await set(`backread.inlayHints.${name}`, undefined);
        answer.again = await shown(1);
      }
      return answer;
    },
  };
  await until('findings', () => codes().length > 0);
  for (const [name, step] of Object.entries(steps)) {
    await attempt(name, async () => {
      found[name] = await step();
    });
  }
  found.tested = [...new Set(Object.keys(vscode.extensions.getExtension('backread.backread').packageJSON.contributes.configuration.properties))].sort();
  return found;
};
