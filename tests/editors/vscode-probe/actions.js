// What a writer does in VS Code, one thing after the other, each reported by what
// became of it. Run by extension.js when the plan says so; every one starts from
// the text as it is on disk.
const { execFileSync } = require('child_process');
const vscode = require('vscode');
const { desk, sleep, until } = require('./desk.js');

exports.run = async (uri, attempt, look) => {
  const { document, show, at, codes, select } = await desk(uri);
  const found = {};

  const steps = {
    rename: async () => {
      const edit = await until('the edit', async () => {
        const edit = await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at('|Brandt said the council'), 'Brandt-Oakes');
        return edit && edit.size > 0 && edit;
      });
      await vscode.workspace.applyEdit(edit);
      return document.getText().split('\n').filter((line) => line.includes('Brandt')).map((line) => (line.match(/(Eleanor )?Brandt(-Oakes)?/) || [])[0]);
    },
    quickFix: async () => {
      const place = at('- |Advertisement');
      const action = await until('the quick fix', async () => {
        // Edits come with as many actions as are to be resolved.
        const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, new vscode.Range(place, place), 'quickfix', 20);
        return actions.find((one) => one.title === 'Delete the leftover');
      });
      await vscode.workspace.applyEdit(action.edit);
      // The finding of the line that moved comes back once the typing rests.
      await until('the findings after the fix', () => codes().join() === found.codes.filter((code) => code !== 'boilerplate').join());
      return document.getText().includes('Advertisement') ? 'still there' : 'deleted';
    },
    tokens: async () => {
      const legend = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokensLegend', uri);
      const tokens = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', uri);
      const all = [];
      let [line, character] = [0, 0];
      for (let i = 0; i < tokens.data.length; i += 5) {
        const [down, right, length, type, modifiers] = tokens.data.slice(i, i + 5);
        line += down;
        character = down ? right : character + right;
        const words = document.getText(new vscode.Range(line, character, line, character + length));
        all.push([words, legend.tokenTypes[type], ...legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit))].join(' '));
      }
      return all;
    },
    completion: async () => {
      const editor = await show();
      const end = document.lineAt(document.lineCount - 1).range.end;
      await editor.edit((edit) => edit.insert(end, '\nIt was @Bra'));
      const place = document.lineAt(document.lineCount - 1).range.end;
      editor.selection = new vscode.Selection(place, place);
      await until('the name', async () => {
        await vscode.commands.executeCommand('editor.action.triggerSuggest');
        await sleep(1000);
        await vscode.commands.executeCommand('acceptSelectedSuggestion');
        return document.lineAt(document.lineCount - 1).text !== 'It was @Bra';
      });
      return document.lineAt(document.lineCount - 1).text;
    },
    insertDate: async () => {
      await show();
      await vscode.commands.executeCommand('backread.insertDate');
      const selected = () => document.getText(vscode.window.activeTextEditor.selection);
      const first = [document.lineAt(0).text, document.lineAt(1).text.replace(/\d/g, '9'), document.lineAt(2).text, selected().replace(/\d/g, '9')];
      await vscode.commands.executeCommand('backread.insertDate');
      return [...first, document.getText().split('date:').length - 1];
    },
    timeline: async () => {
      await select('|Harwell council');
      vscode.commands.executeCommand('backread.showTimeline');
      // The first day of the list is taken.
      await until('the place of the first day', async () => {
        await sleep(300);
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return vscode.window.activeTextEditor && !vscode.window.activeTextEditor.selection.isEmpty;
      });
      return document.getText(vscode.window.activeTextEditor.selection);
    },
    actors: async () => {
      await select('|Harwell council');
      vscode.commands.executeCommand('backread.showActors');
      await until('the place of an actor', async () => {
        await sleep(300);
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return vscode.window.activeTextEditor && !vscode.window.activeTextEditor.selection.isEmpty;
      });
      const editor = vscode.window.activeTextEditor;
      const name = editor.document.getText(editor.selection);
      if (editor.document !== document) await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      return name.length > 0;
    },
    views: async () => {
      const listed = vscode.extensions.getExtension('backread.backread').exports.listed;
      const view = (name) => listed()[`backread.${name}`];
      const label = (name, words) => view(name).find((node) => node.label === words);
      for (const name of ['timeline', 'actors']) await vscode.commands.executeCommand(`backread.${name}.focus`);
      await until('the timeline and the actors', () => view('timeline').length > 0 && view('actors').length > 0);
      const answer = { days: view('timeline').map((node) => [node.label, node.description]), brandt: label('actors', 'Eleanor Brandt')?.description };
      // A click goes to the place.
      const day = view('timeline')[0];
      await vscode.commands.executeCommand('backread.goTo', day.children[0] ?? day);
      answer.wentTo = document.getText(vscode.window.activeTextEditor.selection);
      // What is written is listed.
      const editor = await show();
      await editor.edit((edit) => edit.insert(document.lineAt(document.lineCount - 1).range.end, '\n\nThe council meets on August 5, 2031.'));
      await until('a day that was written', () => label('timeline', 'Tuesday 5 August 2031'));
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await until('the days of the text as it was', () => !label('timeline', 'Tuesday 5 August 2031'));
      // The folder has what the other article names.
      await vscode.commands.executeCommand('backread.viewFolder');
      await until('the actor of the other article', () => label('actors', 'Ada Whitlock'));
      answer.folder = label('actors', 'Ada Whitlock').children.map((node) => node.label);
      await vscode.commands.executeCommand('backread.viewArticle');
      await until('the actors of the article alone', () => !label('actors', 'Ada Whitlock'));
      await vscode.commands.executeCommand('workbench.view.explorer');
      return answer;
    },
    explainRule: async () => {
      await select('|TK, a builder');
      await vscode.commands.executeCommand('backread.explainRule');
      const tab = await until('the page', () => {
        const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
        return tab && /placeholder/.test(tab.label) && tab;
      });
      await vscode.window.tabGroups.close(tab);
      const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('backread-rule:/placeholder.md'));
      return page.lineAt(0).text;
    },
    openSample: async () => {
      await vscode.commands.executeCommand('backread.openSample');
      const sample = vscode.window.activeTextEditor.document;
      await until('findings of the sample', () => vscode.languages.getDiagnostics(sample.uri).length >= 2);
      const answer = [sample.languageId, ...new Set(vscode.languages.getDiagnostics(sample.uri).map((d) => d.code.value || d.code))].sort();
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return answer;
    },
    walkthrough: async () => {
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'backread.backread#start');
      const page = '.gettingStartedContainer';
      const shown = await until('the walkthrough', async () => {
        const { texts } = await look({ texts: page });
        return texts.some((text) => text.includes('Read an article with backread')) && texts.join('\n');
      });
      await look({ button: 'Open Sample Article' });
      const sample = await until('the sample', () => {
        const now = vscode.window.activeTextEditor?.document;
        return now?.isUntitled && now.getText().includes('Harwell council') && now;
      });
      await until('findings of the sample', () => vscode.languages.getDiagnostics(sample.uri).length >= 2);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return ['Open a sample', 'See its days', 'See what would be queried', 'Add what you know'].filter((title) => shown.includes(title)).length;
    },
    crash: async () => {
      const list = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)], { encoding: 'utf8' });
      const pid = () => Number((execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(process.pid)], { encoding: 'utf8' }).match(/(\d+) backread/) || [])[1]);
      const first = pid();
      if (!first) throw new Error(`no server among the processes:\n${list}`);
      // It ends in the middle of a message: what cannot be sent is no reason to stay without one.
      process.kill(first, 'SIGSTOP');
      const editor = await show();
      await editor.edit((edit) => edit.insert(document.positionAt(document.getText().length), 'And so on. '.repeat(50000)));
      await sleep(200);
      process.kill(first, 'SIGKILL');
      await until('another server', () => pid() && pid() !== first);
      const hover = await until('a hover after the crash', async () => {
        const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, at('said on |Friday'));
        return hovers.length > 0 && hovers;
      });
      await until('the findings after the crash', () => codes().join() === found.codes.join());
      return hover[0].contents.map((c) => (typeof c === 'string' ? c : c.value)).join('\n').includes('2024-05-31');
    },
  };

  await until('findings', () => codes().includes('placeholder'));
  found.codes = codes();
  for (const [name, step] of Object.entries(steps)) {
    await attempt(name, async () => {
      await show();
      found[name] = await step();
    });
    await show();
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await attempt(`the text after ${name}`, () => until('the findings of the text as it was', () => codes().join() === found.codes.join()));
  }
  return found;
};
