import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem } from '../../main/resources/META-INF/resources/js/api.js';
import { Sending, plainWords, studyOf, waitAfter } from '../../main/resources/META-INF/resources/js/sending.js';

test('the study names the images that the front door holds', () => {
  const files = [{ held: { upload: 'a1' }, role: 'frontal' }, { held: { upload: 'b2' }, role: '' }];
  const study = studyOf({ site: 'st-marys', kind: 'chest-xray', priority: 'stat', metadata: { age: '61' }, files });
  assert.deepEqual(study, {
    site: 'st-marys', kind: 'chest-xray', priority: 'stat', metadata: { age: '61' },
    images: [{ upload: 'a1', role: 'frontal' }, { upload: 'b2' }],
  });
});

test('without a kind the DICOM file is left to say it', () => {
  assert.equal('kind' in studyOf({ site: 's', kind: '', priority: 'routine', metadata: {}, files: [] }), false);
});

test('a study is posted when all its files are there, and not before', async () => {
  const held = Object.assign(new EventTarget(), { step: 'sending', offset: 1, size: 4, upload: 'a1' });
  const posted = [];
  globalThis.fetch = async (url, { body }) => {
    posted.push(JSON.parse(body));
    return new Response('{"studyId":"s1"}', { status: 202 });
  };
  const sending = new Sending('http://door/api/studies', { site: 's', kind: 'skin', priority: 'routine', metadata: {}, files: [{ held, role: '' }] });
  const sent = sending.send();
  assert.equal(sending.progress, 0.25);
  held.step = 'waiting';
  held.dispatchEvent(new Event('change'));
  assert.equal(sending.interrupted, held);
  assert.equal(posted.length, 0);
  Object.assign(held, { step: 'there', offset: 4 });
  held.dispatchEvent(new Event('change'));
  await sent;
  assert.equal(sending.step, 'accepted');
  assert.deepEqual(posted.map(({ images }) => images), [[{ upload: 'a1' }]]);
});

test('a file that is refused refuses its study', async () => {
  const held = Object.assign(new EventTarget(), { step: 'refused', problem: new Problem(413, 'Too large'), offset: 0, size: 4 });
  const sending = new Sending('http://door/api/studies', { site: 's', kind: 'skin', priority: 'routine', metadata: {}, files: [{ held, role: '' }] });
  await sending.send();
  assert.equal(sending.step, 'failed');
  assert.equal(sending.problem.status, 413);
});

test('what may pass is tried again, when the server says or later and later', () => {
  const busy = Problem.of(503, '{"title":"Not available now","detail":"x"}', '7');
  assert.equal(waitAfter(1, busy), 7);
  assert.equal(waitAfter(6, busy), null);
  assert.deepEqual([1, 2, 3].map((tries) => waitAfter(tries, Problem.unreachable())), [2, 4, 8]);
});

test('a refusal is not tried again and says what is wrong', () => {
  const problem = Problem.of(422, '{"title":"Damaged","status":422,"detail":"the file ends too early","instance":"image.frontal"}');
  assert.equal(waitAfter(1, problem), null);
  assert.equal(plainWords(problem), 'The study was not taken: the file ends too early (image, role frontal)');
});

test('an answer that is not a problem report is not shown as it is', () => {
  assert.equal(Problem.of(502, '<html>Bad gateway</html>').message, 'The server answered 502');
});
