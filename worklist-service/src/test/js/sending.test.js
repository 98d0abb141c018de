import assert from 'node:assert/strict';
import test from 'node:test';
import { Problem } from '../../main/resources/META-INF/resources/js/api.js';
import { formOf, plainWords, waitAfter } from '../../main/resources/META-INF/resources/js/sending.js';

test('the form has the study as JSON and each image under its role', async () => {
  const files = [{ file: new File(['a'], 'a.png'), role: 'frontal' }, { file: new File(['b'], 'b.dcm'), role: '' }];
  const form = formOf({ site: 'st-marys', kind: 'chest-xray', priority: 'stat', metadata: { age: '61' }, files });
  assert.deepEqual([...form.keys()], ['study', 'image.frontal', 'image']);
  assert.deepEqual(JSON.parse(form.get('study')), { site: 'st-marys', kind: 'chest-xray', priority: 'stat', metadata: { age: '61' } });
  assert.equal(form.get('image').name, 'b.dcm');
});

test('without a kind the DICOM file is left to say it', () => {
  const form = formOf({ site: 's', kind: '', priority: 'routine', metadata: {}, files: [] });
  assert.equal('kind' in JSON.parse(form.get('study')), false);
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
