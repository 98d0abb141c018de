import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem } from '../../main/resources/META-INF/resources/js/api.js';
import { fingerprint, HeldFile, pause } from '../../main/resources/META-INF/resources/js/held-file.js';

const FILE = new File([new Uint8Array(5 << 20)], 'Mrs Smith.jpg', { lastModified: 7 });

function shelf() {
  const kept = new Map();
  return { kept, recall: (key) => kept.get(key) ?? '', remember: (key, value) => (value ? kept.set(key, value) : kept.delete(key)) };
}

/** A front door that does what tus says; `trouble` is asked before each request. */
function door(trouble = () => null) {
  const uploads = new Map();
  const seen = [];
  const send = async (method, url, headers, body) => {
    seen.push(method);
    const problem = trouble(method, seen.length, url);
    if (problem) {
      if (problem.kept) {
        uploads.set(url, uploads.get(url) + problem.kept);
      }
      throw problem;
    }
    const answer = (fields, text = '') => ({ header: (name) => String(fields[name]), body: text });
    if (method === 'POST') {
      const url = `http://door/api/uploads/u${uploads.size + 1}`;
      uploads.set(url, 0);
      return answer({ Location: new URL(url).pathname });
    }
    if (!uploads.has(url.replace(/\/quality.*/, ''))) {
      throw new Problem(404, 'Unknown upload');
    }
    if (method === 'HEAD') {
      return answer({ 'Upload-Offset': uploads.get(url) });
    }
    if (method === 'GET') {
      return answer({}, '{"width":1,"height":1,"quality":{"good":false,"measures":[{"measure":"blur","value":0.9,"hint":"Hold still"}]}}');
    }
    if (method === 'DELETE') {
      uploads.delete(url);
      return answer({});
    }
    assert.equal(headers['Upload-Offset'], uploads.get(url), 'goes on where the door stands');
    uploads.set(url, uploads.get(url) + body.size);
    return answer({ 'Upload-Offset': uploads.get(url) });
  };
  return { uploads, seen, send };
}

/** Sends, and wakes whenever it waits, as when the network is back. */
async function whole(held) {
  held.addEventListener('change', () => held.step === 'waiting' && setTimeout(() => held.wake(), 0));
  await held.send();
}

test('a file goes in parts and is there', async () => {
  const { seen, send, uploads } = door();
  const held = new HeldFile('http://door', FILE, shelf(), send);
  await whole(held);
  assert.equal(held.step, 'there');
  assert.equal(held.upload, 'u1');
  assert.deepEqual(seen, ['POST', 'PATCH', 'PATCH', 'PATCH']);
  assert.equal(uploads.get('http://door/api/uploads/u1'), FILE.size);
});

test('after the network was away it goes on from what was kept', async () => {
  const cut = Object.assign(Problem.unreachable(), { kept: 1000 });
  const { seen, send, uploads } = door((method, n) => (n === 3 ? cut : n === 4 ? Problem.unreachable() : null));
  const held = new HeldFile('http://door', FILE, shelf(), send);
  await whole(held);
  assert.equal(held.step, 'there');
  assert.deepEqual(seen.slice(0, 6), ['POST', 'PATCH', 'PATCH', 'HEAD', 'HEAD', 'PATCH']);
  assert.equal(uploads.get('http://door/api/uploads/u1'), FILE.size);
});

test('a front door that takes nothing is not pressed without a pause', async () => {
  let deaf = true;
  const { seen, send } = door();
  const held = new HeldFile('http://door', FILE, shelf(), async (method, ...rest) => {
    if (method === 'PATCH' && deaf) {
      deaf = false;
      seen.push('deaf');
      return { header: () => '0', body: '' };
    }
    return send(method, ...rest);
  });
  await whole(held);
  assert.equal(held.step, 'there');
  assert.deepEqual(seen.slice(0, 4), ['POST', 'deaf', 'HEAD', 'PATCH']);
});

test('the same file chosen again goes on where it stopped, and nobody keeps its name', async () => {
  const place = shelf();
  const first = door();
  const before = new HeldFile('http://door', FILE, place, first.send);
  await whole(before);
  assert.ok(![...place.kept.keys()].some((key) => key.includes('Smith')));
  const again = new HeldFile('http://door', FILE, place, first.send);
  await whole(again);
  assert.deepEqual(first.seen.slice(-1), ['HEAD']);
  assert.notEqual(fingerprint(FILE), fingerprint(new File([], FILE.name, { lastModified: 7 })));
});

test('an upload that has expired begins anew', async () => {
  const place = shelf();
  place.remember(fingerprint(FILE), 'http://door/api/uploads/old');
  const { seen, send } = door();
  const held = new HeldFile('http://door', FILE, place, send);
  await whole(held);
  assert.equal(held.upload, 'u1');
  assert.deepEqual(seen.slice(0, 2), ['HEAD', 'POST']);
});

test('what is refused is not sent again', async () => {
  const { seen, send } = door((method) => (method === 'POST' ? new Problem(413, 'Too large') : null));
  const held = new HeldFile('http://door', FILE, shelf(), send);
  await whole(held);
  assert.equal(held.step, 'refused');
  assert.equal(held.problem.status, 413);
  assert.deepEqual(seen, ['POST']);
});

test('a photograph is judged when it is there', async () => {
  const { send } = door();
  const held = new HeldFile('http://door', FILE, shelf(), send);
  await whole(held);
  await held.judge('', '');
  assert.equal(held.quality, null);
  await held.judge('skin', 'clinical');
  assert.deepEqual(held.quality.measures.map(({ hint }) => hint), ['Hold still']);
});

test('what is removed is removed at the front door, too', async () => {
  const { uploads, send } = door();
  const place = shelf();
  const held = new HeldFile('http://door', FILE, place, send);
  await whole(held);
  await held.discard();
  assert.equal(uploads.size, 0);
  assert.equal(place.kept.size, 0);
  assert.equal(held.step, 'stopped');
});

test('it waits longer after each failure in a row, or as long as it is told', () => {
  assert.deepEqual([1, 2, 3, 9].map((n) => pause(n, Problem.unreachable())), [1, 2, 4, 30]);
  assert.equal(pause(1, Problem.of(503, '{"title":"Later","detail":"x"}', '7')), 7);
});
