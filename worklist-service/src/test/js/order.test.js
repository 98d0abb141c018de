import assert from 'node:assert/strict';
import test from 'node:test';
import { compare, difference, withTimes } from '../../main/resources/META-INF/resources/js/order.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const M = 60_000;

function study(studyId, urgency, receivedAgo, dueIn) {
  return withTimes({ studyId, urgency, receivedAt: new Date(NOW - receivedAgo * M).toISOString(), dueAt: new Date(NOW + dueIn * M).toISOString() });
}

const sorted = (...studies) => studies.sort((a, b) => compare(a, b, NOW)).map(({ studyId }) => studyId);

test('past due comes first, by due time, whatever the urgency', () => {
  assert.deepEqual(
    sorted(study('stat', 'stat', 1, 9), study('routine-late', 'routine', 1500, -60), study('urgent-late', 'urgent', 40, -10)),
    ['routine-late', 'urgent-late', 'stat'],
  );
});

test('then stat, then urgent and unassessed together by arrival, then routine', () => {
  assert.deepEqual(
    sorted(study('routine', 'routine', 500, 900), study('urgent', 'urgent', 5, 25), study('unassessed', 'unassessed', 6, 24), study('stat', 'stat', 1, 9)),
    ['stat', 'unassessed', 'urgent', 'routine'],
  );
});

test('due at this very moment is past due', () => {
  assert.deepEqual(sorted(study('stat', 'stat', 1, 9), study('now', 'routine', 1440, 0)), ['now', 'stat']);
});

test('ties are broken by study id, so that the order is total', () => {
  assert.deepEqual(sorted(study('b', 'urgent', 5, 25), study('a', 'urgent', 5, 25)), ['a', 'b']);
  assert.equal(compare(study('a', 'urgent', 5, 25), study('a', 'urgent', 5, 25), NOW), 0);
});

test('an urgency that this page does not know does not sink', () => {
  assert.deepEqual(sorted(study('routine', 'routine', 9, 900), study('new-word', 'immediate', 1, 30)), ['new-word', 'routine']);
});

test('says what changed between the screen and the list', () => {
  assert.deepEqual(difference(['a', 'b', 'c'], ['a', 'b', 'c']), { added: [], gone: [], moved: [] });
  assert.deepEqual(difference(['a', 'b', 'c'], ['c', 'a', 'd']), { added: ['d'], gone: ['b'], moved: ['c'] });
  assert.deepEqual(difference(['a', 'b', 'c', 'd'], ['a', 'd', 'b', 'c']).moved, ['d']);
  assert.deepEqual(difference(['a', 'b'], ['n', 'a', 'b']), { added: ['n'], gone: [], moved: [] });
});
