import assert from 'node:assert/strict';
import test from 'node:test';
import { Worklist } from '../../main/resources/META-INF/resources/js/list.js';
import { compare, withTimes } from '../../main/resources/META-INF/resources/js/order.js';

globalThis.CustomEvent ??= class extends Event {
  constructor(type, { detail } = {}) {
    super(type);
    this.detail = detail;
  }
};

const NOW = Date.parse('2026-11-21T12:00:00Z');
const M = 60_000;
const WAIT = { stat: 10, urgent: 30, unassessed: 30, routine: 1440 };

function study(studyId, urgency, receivedAgo, more = {}) {
  const received = NOW - receivedAgo * M;
  return {
    studyId, urgency, kind: 'skin', site: 'a', state: 'scored', scores: [],
    receivedAt: new Date(received).toISOString(), dueAt: new Date(received + WAIT[urgency] * M).toISOString(), ...more,
  };
}

/** A server in memory that keeps the order itself. */
class Server {
  studies = new Map();
  asked = [];
  clock = { time: NOW, now() { return this.time; } };
  down = false;

  put(...studies) {
    studies.forEach((one) => this.studies.set(one.studyId, one));
    return this;
  }

  ordered() {
    const items = [...this.studies.values()].filter(({ state }) => state !== 'read').map(withTimes);
    return items.sort((a, b) => compare(a, b, this.clock.time)).map(({ studyId }, i) => ({ ...this.studies.get(studyId), position: i + 1 }));
  }

  async worklist(query) {
    this.asked.push(query);
    if (this.down) {
      throw Object.assign(new Error('away'), { status: 0 });
    }
    const all = this.ordered().filter((one) => (!query.kind || one.kind === query.kind) && (!query.urgency || one.urgency === query.urgency));
    const start = query.after ? all.findIndex(({ studyId }) => studyId === query.after) + 1 : 0;
    const part = all.slice(start, start + query.limit);
    return { now: new Date(this.clock.time).toISOString(), total: all.length, next: start + query.limit < all.length ? part.at(-1).studyId : null, studies: part };
  }
}

function open(server) {
  const later = [];
  const list = new Worklist(server, server.clock, (task) => later.push(task));
  return { list, soon: async () => { for (const task of later.splice(0)) { await task(); } await list.reread(); } };
}

test('a live update puts a study where the reading order has it', async () => {
  const server = new Server().put(study('old', 'routine', 90), study('urgent', 'urgent', 5));
  const { list } = open(server);
  await list.setFilter({});
  assert.deepEqual(list.order, ['urgent', 'old']);
  list.apply([study('new', 'stat', 0), study('old', 'urgent', 20)]);
  assert.deepEqual(list.order, ['new', 'old', 'urgent']);
  assert.deepEqual(list.order.map((id) => list.items.get(id).position), [1, 2, 3]);
  assert.equal(list.total, 3);
});

test('a read study leaves the open list and the others move up', async () => {
  const { list } = open(new Server().put(study('a', 'urgent', 9), study('b', 'urgent', 8)));
  await list.setFilter({});
  list.apply([study('a', 'urgent', 9, { state: 'read' })]);
  list.applyRead('a');
  assert.deepEqual(list.order, ['b']);
  assert.equal(list.total, 1);
});

test('time alone moves a study up once it is overdue', async () => {
  const server = new Server().put(study('stat', 'stat', 1), study('urgent', 'urgent', 29));
  const { list } = open(server);
  await list.setFilter({});
  assert.deepEqual(list.order, ['stat', 'urgent']);
  server.clock.time += M;
  list.tick();
  assert.deepEqual(list.order, ['urgent', 'stat']);
  assert.equal(list.items.get('urgent').overdue, true);
});

test('any sequence of updates ends in the order of the server', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    let state = seed;
    const next = (n) => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return Math.floor((state / 4294967296) * n); };
    const server = new Server();
    const urgencies = Object.keys(WAIT);
    for (let i = 0; i < 12; i++) {
      server.put(study(`s${i}`, urgencies[next(4)], next(60)));
    }
    const { list } = open(server);
    await list.setFilter({});
    for (let i = 0; i < 40; i++) {
      const one = study(`s${next(20)}`, urgencies[next(4)], next(60), { state: next(6) === 0 ? 'read' : 'scored' });
      server.put(one);
      list.apply([one]);
      assert.deepEqual(list.order, server.ordered().map(({ studyId }) => studyId), `seed ${seed}, step ${i}`);
    }
  }
});

test('of a long list only the first part is loaded, and what belongs further down stays out', async () => {
  const server = new Server();
  for (let i = 0; i < 250; i++) {
    server.put(study(`r${String(i).padStart(3, '0')}`, 'routine', 1000 - i));
  }
  const { list, soon } = open(server);
  await list.setFilter({});
  assert.equal(list.order.length, 100);
  list.apply([study('late-routine', 'routine', 0)]);
  assert.equal(list.items.has('late-routine'), false);
  list.apply([study('r200', 'stat', 0)]);
  assert.equal(list.order[0], 'r200');
  await list.loadMore();
  assert.equal(new Set(list.order).size, list.order.length);
  await soon();
  assert.equal(list.total, 250);
});

test('a filter keeps out what does not pass it', async () => {
  const { list } = open(new Server().put(study('a', 'urgent', 9), study('b', 'routine', 8)));
  await list.setFilter({ urgency: 'urgent' });
  assert.deepEqual(list.order, ['a']);
  list.apply([study('c', 'routine', 0)]);
  assert.deepEqual(list.order, ['a']);
  list.apply([study('a', 'routine', 9)]);
  assert.deepEqual(list.order, []);
});

test('when the server is away the list stays and says so', async () => {
  const server = new Server().put(study('a', 'urgent', 9));
  const { list } = open(server);
  await list.setFilter({});
  server.down = true;
  await list.reread();
  assert.equal(list.status, 'failed');
  assert.deepEqual(list.order, ['a']);
  server.down = false;
  await list.reread();
  assert.equal(list.status, 'ready');
});

test('an answer to an earlier filter is not shown', async () => {
  const server = new Server().put(study('a', 'urgent', 9), study('b', 'routine', 8));
  const { list } = open(server);
  const slow = list.setFilter({ urgency: 'urgent' });
  await Promise.all([slow, list.setFilter({ urgency: 'routine' })]);
  assert.deepEqual(list.order, ['b']);
});

test('an update that comes while the list is read again is not lost', async () => {
  const server = new Server().put(study('a', 'urgent', 9));
  const { list } = open(server);
  await list.setFilter({});
  const reading = list.reread();
  list.apply([study('b', 'stat', 0)]);
  await reading;
  assert.deepEqual(list.order, ['b', 'a']);
});

test('says which studies have become pressing', async () => {
  const { list } = open(new Server().put(study('a', 'unassessed', 1)));
  await list.setFilter({});
  const raised = [];
  list.addEventListener('change', ({ detail }) => raised.push(...detail.raised.map(({ studyId }) => studyId)));
  list.apply([study('a', 'urgent', 1)]);
  list.apply([study('a', 'urgent', 1)]);
  list.apply([study('b', 'routine', 1)]);
  assert.deepEqual(raised, ['a']);
});
