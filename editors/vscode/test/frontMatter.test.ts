import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datePlace, isoDay } from '../src/frontMatter';

const DAY = '2024-06-03';

test('a text without front matter gets one', () => {
  assert.deepEqual(datePlace(['Council votes', ''], DAY), { insert: { line: 0, text: '---\ndate: 2024-06-03\n---\n\n', selected: [1, 6, 16] } });
});

test('front matter without a date gets it first', () => {
  assert.deepEqual(datePlace(['---', 'title: Vote', '---', 'Text'], DAY), { insert: { line: 1, text: 'date: 2024-06-03\n', selected: [1, 6, 16] } });
});

test('a date that is there is found, not written again', () => {
  assert.deepEqual(datePlace(['---', 'title: Vote', 'date:  2023-01-02', '---'], DAY), { found: { line: 2, from: 7, to: 17 } });
});

test('a rule at the top that nothing closes is not front matter', () => {
  assert.ok('insert' in datePlace(['---', 'date: 2023-01-02', 'Text'], DAY));
  assert.deepEqual(datePlace(['---', 'Text'], DAY), { insert: { line: 0, text: '---\ndate: 2024-06-03\n---\n\n', selected: [1, 6, 16] } });
});

test('a date in the text is not the article’s', () => {
  assert.ok('insert' in datePlace(['---', 'title: Vote', '---', 'date: 2023-01-02'], DAY));
});

test('a day is the clock’s on the wall', () => {
  assert.equal(isoDay(new Date(2024, 0, 5, 23, 59)), '2024-01-05');
});
