import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actorNodes, dayNodes, omittedMessage } from '../src/nodes';
import type { Actor, Day, Place } from '../src/overview';

function at(line: number, words?: string, article = 'vote.txt'): Place {
  const location = { uri: `file:///news/${article}`, range: { start: { line, character: 0 }, end: { line, character: 5 } } };
  return words === undefined ? { location, article } : { location, article, words };
}

const day = (places: Place[]): Day => ({ value: '2024-05-31', title: 'Friday 31 May 2024', mentions: places.length, places });
const actor = (places: Place[]): Actor => ({ name: 'Mary Poole', class: 'person', titles: ['mayor'], mentions: 3, articles: 2, places });

test('a day that is named once is gone to from its line', () => {
  const [node] = dayNodes({ days: [day([at(4, 'Friday')])], omitted: 0 }, 'article');
  assert.equal(node?.label, 'Friday 31 May 2024');
  assert.equal(node.description, 'Friday');
  assert.equal(node.tooltip, '2024-05-31: 1 mention');
  assert.equal(node.place?.location.range.start.line, 4);
  assert.deepEqual(node.children, []);
});

test('a day that is named again lists its places, its words once', () => {
  const [node] = dayNodes({ days: [day([at(4, 'Friday'), at(6, 'that day'), at(8, 'Friday')])], omitted: 0 }, 'article');
  assert.equal(node?.description, 'Friday, that day');
  assert.deepEqual(
    node.children.map((child) => [child.label, child.description]),
    [['Friday', 'line 5'], ['that day', 'line 7'], ['Friday', 'line 9']],
  );
});

test('in the folder every place is listed by its article', () => {
  const [node] = dayNodes({ days: [day([at(2, undefined, 'bridge.txt')])], omitted: 0 }, 'folder');
  assert.equal(node?.description, '1 mention');
  assert.deepEqual(node.children.map((child) => [child.label, child.description]), [['bridge.txt', 'line 3']]);
});

test('an actor has its title, its number and the icon of its kind', () => {
  const list = { actors: [actor([at(4, 'Mary Poole'), at(6, 'Poole')])], omitted: 0 };
  const [here] = actorNodes(list, 'article');
  assert.equal(here?.description, 'mayor · 3');
  assert.equal(here.icon, 'person');
  assert.equal(here.tooltip, 'person\nmayor\n3 mentions');
  const [everywhere] = actorNodes(list, 'folder');
  assert.equal(everywhere?.description, 'mayor · 3 in 2');
  assert.equal(everywhere.children[0]?.description, 'line 5 · Mary Poole');
});

test('an actor without a title or a place', () => {
  const [node] = actorNodes({ actors: [{ ...actor([]), titles: [], class: 'nationality' }], omitted: 0 }, 'article');
  assert.equal(node?.description, '3');
  assert.equal(node.icon, 'globe');
  assert.equal(node.place, undefined);
});

test('what is left out is said', () => {
  assert.equal(omittedMessage(0, 'days'), undefined);
  assert.match(omittedMessage(12, 'days') ?? '', /12 earlier/);
  assert.match(omittedMessage(3, 'actors') ?? '', /3 others/);
});
