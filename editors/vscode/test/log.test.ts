import assert from 'node:assert/strict';
import test from 'node:test';
import { logFilter, logLine } from '../src/log';

test('a line of the log has the level that the server gave it', () => {
  const line = (level: string) => logLine(`2024-06-03T08:15:30.123456Z ${level} backread::server::indexer: workspace read articles=2`);
  const message = 'backread::server::indexer: workspace read articles=2';
  assert.deepEqual(line('ERROR'), { level: 'error', message });
  assert.deepEqual(line(' WARN'), { level: 'warn', message });
  assert.deepEqual(line(' INFO'), { level: 'info', message });
  assert.deepEqual(line('DEBUG'), { level: 'info', message });
});

test('what is no line of the log is an error', () => {
  for (const message of ['memory allocation of 16 bytes failed', '', '2024-06-03 INFO']) assert.deepEqual(logLine(message), { level: 'error', message });
});

test('the libraries of the server are not logged', () => {
  assert.equal(logFilter('debug'), 'off,backread=debug');
});
