import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';

const NAME = process.platform === 'win32' ? 'backread.exe' : 'backread';

/** Where the server's program was found, or where it was looked for in vain. */
export type Program = { readonly path: string } | { readonly missing: string };

/** The program of the setting, else the one inside the extension, else the one on PATH. */
export function findProgram(setting: string, extensionFolder: string): Program {
  const named = setting.trim();
  if (named !== '') {
    const full = named.startsWith('~/') ? path.join(homedir(), named.slice(2)) : named;
    const found = path.isAbsolute(full) ? runs(full) : onPath(full);
    return found ? { path: found } : { missing: `“${named}” (setting backread.path) is not a program that can be run` };
  }
  const found = runs(path.join(extensionFolder, 'bin', NAME)) ?? onPath(NAME);
  return found ? { path: found } : { missing: 'the program backread is neither in the extension nor on PATH' };
}

function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const found = folder === '' ? undefined : runs(path.join(folder, name));
    if (found) return found;
  }
  return undefined;
}

function runs(file: string): string | undefined {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}
