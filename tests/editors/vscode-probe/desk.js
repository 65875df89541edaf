// What the steps share: waiting, and one article in front.
const vscode = require('vscode');

const LIMIT = 40000;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

exports.sleep = sleep;
exports.until = until;
async function until(what, ask) {
  for (const end = Date.now() + LIMIT; ; await sleep(50)) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
  }
}

// The codes of the findings of a text, in the order of the alphabet.
exports.codesOf = codesOf;
function codesOf(uri) {
  return vscode.languages.getDiagnostics(uri).map((d) => (d.code && typeof d.code === 'object' ? d.code.value : d.code)).sort();
}

exports.desk = async (uri) => {
  const document = await vscode.workspace.openTextDocument(uri);
  const show = () => vscode.window.showTextDocument(document, { preview: false });
  // The place of the bar in some words of the text.
  const at = (words) => {
    const offset = document.getText().indexOf(words.replace('|', ''));
    if (offset < 0) throw new Error(`no such words: ${words}`);
    return document.positionAt(offset + Math.max(words.indexOf('|'), 0));
  };
  const select = async (words) => {
    const editor = await show();
    editor.selection = new vscode.Selection(at(words), at(words));
    return editor;
  };
  return { document, show, at, select, codes: () => codesOf(uri) };
};
