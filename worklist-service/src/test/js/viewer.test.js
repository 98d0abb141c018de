import assert from 'node:assert/strict';
import test from 'node:test';
import { autoWindow, clampWindow, fullWindow, lookUp } from '../../main/resources/META-INF/resources/js/window.js';
import { fit, keepInSight, pixelAt, zoomAt } from '../../main/resources/META-INF/resources/js/viewport.js';

test('the full window shows every grey value as it is', () => {
  const table = lookUp(fullWindow(256), 256);
  assert.deepEqual([...table], Array.from({ length: 256 }, (_, i) => i));
  const deep = lookUp(fullWindow(65536), 65536);
  assert.deepEqual([deep[0], deep[32768], deep[65535]], [0, 128, 255]);
});

test('a narrow window spreads a few of the 65536 values over all greys', () => {
  const table = lookUp({ centre: 30000, width: 512 }, 65536);
  assert.deepEqual([table[29743], table[30000], table[30256]], [0, 128, 255]);
  assert.equal(table[30002] - table[30000], 1);
});

test('inverting turns black into white', () => {
  const table = lookUp(fullWindow(256), 256, true);
  assert.deepEqual([table[0], table[255]], [255, 0]);
});

test('a window stays within sense', () => {
  assert.deepEqual(clampWindow({ centre: -5, width: 0 }, 65536), { centre: 0, width: 64 });
  assert.deepEqual(clampWindow({ centre: 1e9, width: 1e9 }, 256), { centre: 256, width: 512 });
});

test('the automatic window leaves out the few extremes', () => {
  const samples = new Uint16Array(10_000).fill(20_000);
  samples.fill(30_000, 5_000);
  samples[0] = 65535;
  samples[1] = 0;
  const { centre, width } = autoWindow(samples, 65536);
  assert.deepEqual([centre - width / 2, centre + width / 2], [20_000, 30_001]);
  assert.deepEqual(autoWindow(new Uint16Array(9).fill(7), 65536), fullWindow(65536));
});

test('zooming keeps the point under the cursor', () => {
  const place = fit({ width: 1000, height: 500 }, { width: 500, height: 500 });
  assert.deepEqual(place, { scale: 0.5, x: 0, y: 125 });
  const before = pixelAt(place, 100, 200);
  assert.deepEqual(pixelAt(zoomAt(place, 4, 100, 200, 0.1), 100, 200), before);
});

test('zoom has its limits and a picture cannot be lost', () => {
  assert.equal(zoomAt({ scale: 30, x: 0, y: 0 }, 10, 0, 0, 0.1).scale, 32);
  assert.equal(zoomAt({ scale: 0.2, x: 0, y: 0 }, 0.01, 0, 0, 0.1).scale, 0.1);
  const lost = keepInSight({ scale: 1, x: 9_999, y: -9_999 }, { width: 100, height: 100 }, { width: 500, height: 400 });
  assert.deepEqual(lost, { scale: 1, x: 452, y: -52 });
});
