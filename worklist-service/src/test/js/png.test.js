import assert from 'node:assert/strict';
import test from 'node:test';
import { crc32 as zlibCrc, deflateSync } from 'node:zlib';
import { decodeGrey16, header, isGrey16, PngError } from '../../main/resources/META-INF/resources/js/png.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const FILTERS = ['None', 'Sub', 'Up', 'Average', 'Paeth'];

/** Writes a 16-bit grey PNG whose rows use the given filters in turn; an encoder of its own. */
function encode(width, height, samples, filters, { bits = 16, colourType = 0, split = 1 } = {}) {
  const stride = width * 2;
  const raw = new Uint8Array(stride * height);
  samples.forEach((sample, i) => raw.set([sample >> 8, sample & 0xff], 2 * i));
  const at = (x, y) => (x < 0 || y < 0 ? 0 : raw[y * stride + x]);
  const rows = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const filter = filters[y % filters.length];
    rows[y * (stride + 1)] = filter;
    for (let x = 0; x < stride; x++) {
      const [a, b, c] = [at(x - 2, y), at(x, y - 1), x < 2 ? 0 : at(x - 2, y - 1)];
      const predicted = [0, a, b, Math.floor((a + b) / 2), paeth(a, b, c)][filter];
      rows[y * (stride + 1) + 1 + x] = at(x, y) - predicted;
    }
  }
  const ihdr = new DataView(new ArrayBuffer(13));
  ihdr.setUint32(0, width);
  ihdr.setUint32(4, height);
  ihdr.setUint8(8, bits);
  ihdr.setUint8(9, colourType);
  const data = deflateSync(rows);
  const size = Math.ceil(data.length / split);
  const idat = Array.from({ length: split }, (_, i) => chunk('IDAT', data.subarray(i * size, (i + 1) * size)));
  return Uint8Array.from([...SIGNATURE, ...chunk('IHDR', new Uint8Array(ihdr.buffer)), ...chunk('tEXt', [65, 0, 66]), ...idat.flat(), ...chunk('IEND', [])]);
}

function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

function chunk(type, data) {
  const body = [...Buffer.from(type), ...data];
  return [...word(data.length), ...body, ...word(crc(body))];
}

function crc(bytes) {
  if (zlibCrc) {
    return zlibCrc(Uint8Array.from(bytes));
  }
  let c = 0xffffffff; // Node before 20.15 has none.
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) {
      c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    }
  }
  return ~c >>> 0;
}

const word = (n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

/** A seeded generator (mulberry32), so that a failure can be repeated. */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function picture(seed, width, height) {
  const next = random(seed);
  return Array.from({ length: width * height }, (_, i) => (next() < 0.5 ? Math.floor(next() * 65536) : (i * 257) & 0xffff));
}

for (const [filter, name] of FILTERS.entries()) {
  test(`undoes filter ${name}`, async () => {
    const samples = picture(filter + 1, 13, 7);
    const decoded = await decodeGrey16(encode(13, 7, samples, [filter]));
    assert.deepEqual([decoded.width, decoded.height], [13, 7]);
    assert.deepEqual([...decoded.samples], samples);
  });
}

test('decodes pictures of any size with filters changing from row to row and several data chunks', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const next = random(seed);
    const [width, height] = [1 + Math.floor(next() * 40), 1 + Math.floor(next() * 40)];
    const filters = Array.from({ length: 5 }, () => Math.floor(next() * 5));
    const samples = picture(seed, width, height);
    const png = encode(width, height, samples, filters, { split: 1 + Math.floor(next() * 3) });
    assert.deepEqual([...(await decodeGrey16(png)).samples], samples, `seed ${seed}`);
  }
});

test('keeps neighbouring grey values apart that eight bits would merge', async () => {
  const { samples } = await decodeGrey16(encode(3, 1, [32768, 32769, 32770], [0]));
  assert.deepEqual([...samples], [32768, 32769, 32770]);
});

test('knows which pictures are its business', () => {
  const png = encode(2, 2, [1, 2, 3, 4], [0]);
  assert.equal(isGrey16(png), true);
  assert.equal(isGrey16(encode(2, 2, [1, 2, 3, 4], [0], { bits: 8 })), false);
  assert.equal(isGrey16(encode(2, 2, [1, 2, 3, 4], [0], { colourType: 2 })), false);
  assert.equal(header(new Uint8Array(100)), null);
});

test('refuses a damaged picture rather than show part of it', async () => {
  const png = encode(20, 20, picture(9, 20, 20), [4]);
  const flipped = Uint8Array.from(png);
  flipped[png.length - 40] ^= 1;
  await assert.rejects(decodeGrey16(flipped), PngError);
  await assert.rejects(decodeGrey16(png.subarray(0, png.length - 30)), PngError);
});

test('refuses more data than pixels, so that a bomb does not fill the memory', async () => {
  const large = encode(4, 400, picture(3, 4, 400), [0]);
  const lie = Uint8Array.from(large);
  lie.set(word(4), 20); // Says four rows.
  lie.set(word(crc(lie.subarray(12, 29))), 29);
  await assert.rejects(decodeGrey16(lie), /more data than pixels/);
});

test('refuses fewer rows than the header says', async () => {
  const png = encode(4, 4, picture(3, 4, 4), [0]);
  png.set(word(9), 20);
  png.set(word(crc(png.subarray(12, 29))), 29);
  await assert.rejects(decodeGrey16(png), /ends too early/);
});
