import assert from 'node:assert/strict';
import test from 'node:test';
import { backOff, EventParser } from '../../main/resources/META-INF/resources/js/stream.js';

test('reads events however the network cuts them', () => {
  const text = ': listening\n\nevent: study\ndata: {"a":1}\n\nevent:read\r\ndata: {"b":\r\ndata: 2}\r\n\r\n: heartbeat\n\n';
  const expected = [{ event: 'study', data: '{"a":1}' }, { event: 'read', data: '{"b":\n2}' }];
  for (let size = 1; size <= text.length; size++) {
    const parser = new EventParser();
    const events = [];
    for (let at = 0; at < text.length; at += size) {
      events.push(...parser.feed(text.slice(at, at + size)));
    }
    assert.deepEqual(events, expected, `pieces of ${size}`);
  }
});

test('an event without data is none, and an unnamed one is a message', () => {
  assert.deepEqual(new EventParser().feed('event: x\n\ndata: y\n\n'), [{ event: 'message', data: 'y' }]);
});

test('waits longer after each failure, within bounds, and never in step with others', () => {
  assert.deepEqual([1, 2, 3, 9].map((n) => backOff(n, 1)), [1_000, 2_000, 4_000, 15_000]);
  assert.equal(backOff(3, 0), 2_000);
});
