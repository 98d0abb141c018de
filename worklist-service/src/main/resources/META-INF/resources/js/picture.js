// A picture ready to be windowed: grey samples at their full depth, or the browser's colours.

import { decodeGrey16, header, isGrey16 } from './png.js';
import { fullWindow, lookUp } from './window.js';

const MOST_PIXELS = 100_000_000;
const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Decodes the bytes of a PNG. Rejects with a message for people. */
export async function decode(bytes) {
  const head = header(bytes);
  if (!head) {
    throw new Error('the server did not send a PNG');
  }
  if (head.width * head.height > MOST_PIXELS) {
    throw new Error(`${head.width} x ${head.height} pixels cannot be shown`);
  }
  if (isGrey16(bytes)) {
    return grey16(await decodeGrey16(bytes));
  }
  return byBrowser(bytes, head);
}

function grey16({ width, height, samples }) {
  return new Picture({ width, height, levels: 65536, samples, bits: 16, grey: true });
}

async function byBrowser(bytes, head) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  } catch {
    throw new Error('the picture is damaged');
  }
  const canvas = makeCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const grey = head.colourType === 0 || head.colourType === 4;
  const reduced = head.bits === 16;
  return new Picture({ width: canvas.width, height: canvas.height, levels: 256, samples: data, bits: head.bits, grey, reduced });
}

function makeCanvas(width, height) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/**
 * `levels` grey values per sample. `samples` is one per pixel at 16 bits, RGBA at 8. `reduced` says
 * that the browser has thrown away depth, which the viewer must not hide.
 */
export class Picture {
  #canvas = null;
  #drawn = '';

  constructor({ width, height, levels, samples, bits, grey, reduced = false }) {
    Object.assign(this, { width, height, levels, samples, bits, grey, reduced });
    this.full = fullWindow(levels);
  }

  /** One number per pixel for histograms: the grey value, or a colour's greenish brightness. */
  luminances() {
    if (this.levels === 65536) {
      return this.samples;
    }
    const out = new Uint8Array(this.width * this.height);
    for (let i = 0, at = 0; i < out.length; i++, at += 4) {
      out[i] = (this.samples[at] * 77 + this.samples[at + 1] * 151 + this.samples[at + 2] * 28) >> 8;
    }
    return out;
  }

  /** The sample under a pixel as text; empty outside. */
  valueAt(x, y) {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) {
      return '';
    }
    const i = y * this.width + x;
    if (this.levels === 65536) {
      return String(this.samples[i]);
    }
    const rgb = [...this.samples.subarray(4 * i, 4 * i + 3)];
    return this.grey ? String(rgb[0]) : rgb.join(' ');
  }

  /** A canvas of the picture's own size, seen through a window. The same canvas each time. */
  render(window, invert) {
    const key = `${window.centre}/${window.width}/${invert}`;
    if (this.#drawn !== key) {
      this.#canvas ??= makeCanvas(this.width, this.height);
      const context = this.#canvas.getContext('2d');
      const image = context.createImageData(this.width, this.height);
      this.#paint(image.data, lookUp(window, this.levels, invert));
      context.putImageData(image, 0, 0);
      this.#drawn = key;
    }
    return this.#canvas;
  }

  #paint(data, table) {
    if (this.levels !== 65536) {
      for (let i = 0; i < data.length; i += 4) {
        data[i] = table[this.samples[i]];
        data[i + 1] = table[this.samples[i + 1]];
        data[i + 2] = table[this.samples[i + 2]];
        data[i + 3] = 255;
      }
      return;
    }
    const pixels = new Uint32Array(data.buffer);
    const colours = Uint32Array.from(table, (v) =>
      LITTLE_ENDIAN ? 0xff000000 | (v << 16) | (v << 8) | v : (v << 24) | (v << 16) | (v << 8) | 0xff);
    for (let i = 0; i < pixels.length; i++) {
      pixels[i] = colours[this.samples[i]];
    }
  }
}
