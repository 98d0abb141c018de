// Numbers on charts: short, and never a range of nothing.

import assert from 'node:assert/strict';
import test from 'node:test';
import { range, short } from '../../main/resources/META-INF/resources/js/charts.js';

test('a number is as short as it can be told from its neighbours', () => {
  assert.equal(short(0), '0');
  assert.equal(short(12), '12');
  assert.equal(short(1234.5), '1235');
  assert.equal(short(12.34), '12.3');
  assert.equal(short(0.9512), '0.95');
  assert.equal(short(0.00031), '3e-4');
  assert.equal(short(-2.5), '-2.5');
});

test('a range of one value has room around it', () => {
  assert.deepEqual(range([2]), [1.5, 2.5]);
  assert.deepEqual(range([3, 1, 2]), [1, 3]);
});
