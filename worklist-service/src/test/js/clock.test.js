import assert from 'node:assert/strict';
import test from 'node:test';
import { due, duration, isoDuration, ServerClock, timeOfDay } from '../../main/resources/META-INF/resources/js/clock.js';

const S = 1000;
const M = 60 * S;
const H = 60 * M;

test('durations name their units and never look like a time of day', () => {
  assert.equal(duration(0), '0s');
  assert.equal(duration(59_999), '59s');
  assert.equal(duration(M), '1m 00s');
  assert.equal(duration(12 * M + 5 * S), '12m 05s');
  assert.equal(duration(H - 1), '59m 59s');
  assert.equal(duration(2 * H + 5 * M + 59 * S), '2h 05m');
  assert.equal(duration(24 * H), '1d 00h');
  assert.equal(duration(76 * H), '3d 04h');
  assert.equal(duration(-5), '0s');
});

test('a study is late from the very moment it is due', () => {
  assert.deepEqual(due(1000, 999), { late: false, text: 'in 0s' });
  assert.deepEqual(due(1000, 1000), { late: true, text: '0s late' });
  assert.deepEqual(due(0, 3 * M), { late: true, text: '3m 00s late' });
});

test('the clock follows the server, whatever this computer believes', () => {
  let local = 1_000_000;
  const clock = new ServerClock(() => local);
  clock.observe(new Date(5_000_050).toISOString(), 1_000_000, 1_000_100);
  assert.equal(clock.now(), 5_000_000);
  local += 7 * S;
  assert.equal(clock.now(), 5_007_000);
});

test('the quickest answer sets the clock, until it is too old', () => {
  const clock = new ServerClock(() => 0);
  clock.observe(new Date(500_005).toISOString(), 0, 10);
  clock.observe(new Date(900_000).toISOString(), 0, 4_000);
  assert.equal(clock.now(), 500_000);
  clock.observe(new Date(2_000_000).toISOString(), 11 * M, 11 * M + 400);
  assert.equal(clock.now(), 2_000_000 - 11 * M - 200);
});

test('nonsense does not move the clock', () => {
  const clock = new ServerClock(() => 0);
  clock.observe('yesterday', 0, 1);
  clock.observe(undefined, 0, 1);
  clock.observe(new Date(9).toISOString(), 5, 1);
  assert.equal(clock.now(), 0);
});

test('times carry their date where it is not today', () => {
  const noon = new Date(2026, 10, 21, 12, 4, 9).getTime();
  assert.equal(timeOfDay(noon, noon), '12:04');
  assert.equal(timeOfDay(noon, noon, true), '12:04:09');
  assert.equal(timeOfDay(noon, noon + 24 * H), '21 Nov 12:04');
  assert.equal(timeOfDay(noon, noon + 90 * 24 * H), '21 Nov 2026 12:04');
  assert.equal(timeOfDay(NaN, noon), '');
});

test('reads the durations that the server writes', () => {
  assert.equal(isoDuration('PT30M'), 30 * M);
  assert.equal(isoDuration('PT24H'), 24 * H);
  assert.equal(isoDuration('P1DT2H3.5S'), 26 * H + 3_500);
  for (const nonsense of ['', 'P', 'PT', '30M', null, undefined]) {
    assert.equal(isoDuration(nonsense), null);
  }
});
