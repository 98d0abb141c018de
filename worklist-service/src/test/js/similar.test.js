// What the strip of similar cases asks for and says.

import assert from 'node:assert/strict';
import test from 'node:test';
import { cautions, reservation, sharedTraits, shareWords, similarityWords } from '../../main/resources/META-INF/resources/js/similar-words.js';

test('a study is compared by what its sender told, and by nothing else', () => {
  assert.deepEqual(sharedTraits({ metadata: { sex: 'F', age: '54.0', localization: 'back' } }), { sex: 'female', age: '44-64', bodySite: 'back' });
  assert.deepEqual(sharedTraits({ metadata: { age: '3' } }), { age: '0-13' });
  assert.deepEqual(sharedTraits({ metadata: { sex: 'unknown', age: 'old', localization: 'unknown' } }), {});
  assert.deepEqual(sharedTraits({}), {});
});

test('what is not the same never looks the same', () => {
  assert.equal(similarityWords(0.9999), '0.99');
  assert.equal(similarityWords(1), '1.00');
  assert.equal(similarityWords(0.713), '0.71');
});

test('a share stands with its interval', () => {
  assert.equal(shareWords({ count: 5, low: 0.306, high: 0.863 }, 8), '5 of 8 (31–86 %)');
});

test('the strip says honestly when there is nothing to show', () => {
  const closeness = { minimum: 0.83, calibratedOn: 120, sameDiagnosis: 0.819 };
  const far = { space: 'skin-image/1', cases: [{ similarity: 0.61 }], closeEnough: false, closeness };
  assert.match(reservation({ cases: [] }, false), /No model has embedded/);
  assert.match(reservation({ space: 'a/1', cases: [] }, true), /these filters/);
  assert.match(reservation({ space: 'a/1', cases: [] }, false), /no confirmed case yet/);
  assert.equal(reservation(far, false), 'Nothing close enough. The nearest case is at 0.61; 0.83 counts as close here, as learnt from 120 cases.');
  assert.equal(reservation({ ...far, closeEnough: true }, false), '');
});

test('what makes the neighbourhood less sure is said', () => {
  const known = cautions({ samePatientExcluded: true, closeness: { minimum: 0.9, calibratedOn: 0, sameDiagnosis: null } });
  assert.equal(known.length, 1);
  const unknown = cautions({ samePatientExcluded: false, closeness: { minimum: 0.8, calibratedOn: 50, sameDiagnosis: 0.819 } });
  assert.match(unknown[1], /81 %/);
  assert.match(unknown[2], /no patient/);
});
