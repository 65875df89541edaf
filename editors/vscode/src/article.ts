import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

export const LANGUAGES = ['plaintext', 'markdown'];

/** Whether a document is one that the server reads as an article. */
export function isArticle(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && schemes().includes(document.uri.scheme);
}

/**
 * Where articles lie: on disk, in no file yet, or where the folders of the window are, as on a web server. Not in what extensions make up to be read,
 * such as older versions of a file.
 */
export function schemes(): string[] {
  return [...new Set(['file', 'untitled', ...(vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)])];
}

/** The article's own day and where it comes from, in words: what the first code lens says. */
export async function articleDate(client: LanguageClient, document: vscode.TextDocument): Promise<string | undefined> {
  const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  interface Lens { data?: { part?: string }; command?: { title: string } }
  const lenses = await client.sendRequest<Lens[] | null>('textDocument/codeLens', { textDocument });
  const lens = lenses?.find((one) => one.data?.part === 'date');
  return lens && (await client.sendRequest<Lens>('codeLens/resolve', lens)).command?.title;
}
