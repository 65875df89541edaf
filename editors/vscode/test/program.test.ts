import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { findProgram } from '../src/program';

const NAME = process.platform === 'win32' ? 'backread.exe' : 'backread';
const before = process.env.PATH;
let folder = '';

function program(...parts: string[]): string {
  const file = path.join(folder, ...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backread-'));
  process.env.PATH = path.join(folder, 'path');
});
afterEach(() => {
  process.env.PATH = before;
  rmSync(folder, { recursive: true });
});

test('the program inside the extension comes before that on PATH', () => {
  const onPath = program('path', NAME);
  assert.deepEqual(findProgram('', folder), { path: onPath });
  const inside = program('bin', NAME);
  assert.deepEqual(findProgram(' ', folder), { path: inside });
});

test('the setting comes first: a path, or a name on PATH', () => {
  program('bin', NAME);
  const own = program('own', 'reader');
  const onPath = program('path', 'reader');
  assert.deepEqual(findProgram(own, folder), { path: own });
  assert.deepEqual(findProgram('reader', folder), { path: onPath });
});

test('what the setting names and is not there is not replaced', () => {
  program('bin', NAME);
  const found = findProgram('/nowhere/backread', folder);
  assert.ok('missing' in found && found.missing.includes('/nowhere/backread'));
});

test('a folder or a file that cannot be run is no program', { skip: process.platform === 'win32' }, () => {
  mkdirSync(path.join(folder, 'bin', NAME), { recursive: true });
  const file = path.join(folder, 'text');
  writeFileSync(file, '');
  assert.ok('missing' in findProgram(file, folder));
  assert.ok('missing' in findProgram('', folder));
});
