import assert from 'node:assert/strict';
import test from 'node:test';
import { abstentionWord, byWeight, findingWord, kindWord, reasonWords, scorePair } from '../../main/resources/META-INF/resources/js/words.js';

test('numbers are never rounded into saying the opposite', () => {
  assert.deepEqual(scorePair(0.93, 0.81), { score: '0.93', threshold: '0.81', reached: true });
  assert.deepEqual(scorePair(0.9796, 0.9819), { score: '0.980', threshold: '0.982', reached: false });
  assert.deepEqual(scorePair(0.5, 0.5), { score: '0.50', threshold: '0.50', reached: true });
  assert.deepEqual(scorePair(0.50001, 0.50002), { score: '0.50001', threshold: '0.50002', reached: false });
});

test('a score is not shown as certain unless it is', () => {
  assert.equal(scorePair(0.9967, 0.98).score, '0.997');
  assert.equal(scorePair(0.99999, 0.98).score, '>0.9999');
  assert.equal(scorePair(0.0000001, 0.98).score, '<0.0001');
  assert.equal(scorePair(1, 0.98).score, '1.00');
  assert.equal(scorePair(0, 0.98).score, '0.00');
});

test('the finding that decided comes first, then those over their threshold', () => {
  const scores = [
    { finding: 'NV', score: 0.9, threshold: 0.25 },
    { finding: 'MEL', score: 0.16, threshold: 0.13 },
    { finding: 'DF', score: 0.01, threshold: 0.04 },
  ];
  assert.deepEqual(byWeight(scores, 'MEL 0.16 >= 0.13').map(({ finding }) => finding), ['MEL', 'NV', 'DF']);
  assert.deepEqual(byWeight(scores).map(({ finding }) => finding), ['NV', 'MEL', 'DF']);
});

test('words that this page does not know are shown, not hidden', () => {
  assert.equal(kindWord('chest-xray'), 'Chest X-ray');
  assert.equal(kindWord('knee-mri'), 'Knee mri');
  assert.equal(findingWord('Pleural_Thickening'), 'Pleural Thickening');
  assert.match(abstentionWord('cosmic-rays'), /Cosmic rays/);
});

test('reasons are said in plain words, and unknown ones are left as they are', () => {
  assert.equal(reasonWords('MEL 0.71 >= 0.28'), 'Melanoma 0.71 ≥ 0.28');
  assert.equal(reasonWords('NV <0.0001 < 0.25'), 'Melanocytic nevus <0.0001 < 0.25');
  assert.equal(reasonWords('Pleural Effusion 0.93 >= 0.80'), 'Pleural Effusion 0.93 ≥ 0.80');
  assert.equal(reasonWords('abstained: out-of-distribution'), 'model abstained: out of distribution');
  assert.equal(reasonWords('no model word yet'), 'not scored yet');
  assert.equal(
    reasonWords('MEL 0.71 >= 0.28; revision 2 has no model word yet'),
    'Melanoma 0.71 ≥ 0.28; revision 2 is not scored yet');
  assert.equal(reasonWords('sender says stat'), 'sender says stat');
  assert.equal(reasonWords(undefined), '');
});
