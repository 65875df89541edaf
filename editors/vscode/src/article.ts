import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** A day that an article names. */
export interface NamedDay {
  /** ISO: a day, a month or what else the words mean. */
  readonly day: string;
  readonly words: string;
  readonly range: vscode.Range;
}

/** The days that an article names, in their order, as the server's hovers tell them. */
export async function days(client: LanguageClient, document: vscode.TextDocument): Promise<NamedDay[]> {
  const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  const ranges = await dates(client, textDocument);
  const found = await Promise.all(
    ranges.map(async (range): Promise<NamedDay | undefined> => {
      const position = { line: range.start.line, character: range.start.character };
      const hover = await client.sendRequest<{ contents: { value?: string } } | null>('textDocument/hover', { textDocument, position });
      const day = / - (\d{4}\S*)/.exec(hover?.contents.value?.split('\n')[0] ?? '')?.[1];
      return day === undefined ? undefined : { day, words: document.getText(range), range };
    }),
  );
  return found
    .filter((one): one is NamedDay => one !== undefined)
    .sort((a, b) => a.day.localeCompare(b.day) || a.range.start.compareTo(b.range.start));
}

/** Where an article's dates stand, from its tokens. */
async function dates(client: LanguageClient, textDocument: { uri: string }): Promise<vscode.Range[]> {
  const legend = client.initializeResult?.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
  const answer = await client.sendRequest<{ data: number[] } | null>('textDocument/semanticTokens/full', { textDocument });
  const data = answer?.data ?? [];
  const ranges: vscode.Range[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 4);
    line += down;
    character = down > 0 ? right : character + right;
    if (legend[type] === 'date') ranges.push(new vscode.Range(line, character, line, character + length));
  }
  return ranges;
}

/** The article's own day and where it comes from, in words: what the first code lens says. */
export async function articleDate(client: LanguageClient, document: vscode.TextDocument): Promise<string | undefined> {
  const textDocument = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  type Lens = { data?: { part?: string }; command?: { title: string } };
  const lenses = await client.sendRequest<Lens[] | null>('textDocument/codeLens', { textDocument });
  const lens = lenses?.find((one) => one.data?.part === 'date');
  return lens && (await client.sendRequest<Lens>('codeLens/resolve', lens)).command?.title;
}
