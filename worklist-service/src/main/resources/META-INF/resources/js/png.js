// Reads 16-bit grey PNG (ISO/IEC 15948) at full depth. Browsers decode such pictures to 8 bits, and
// windowing what is left would show steps where the radiograph has none.

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MOST_PIXELS = 100_000_000;
const BYTES_PER_PIXEL = 2;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) {
    c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  }
  return c;
});

/** The picture cannot be read; the message says why. */
export class PngError extends Error {}

/** `{width, height, bits, colourType, interlaced}`, or null where the bytes are no PNG. */
export function header(bytes) {
  if (bytes.length < 33 || SIGNATURE.some((byte, i) => bytes[i] !== byte)) {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    bits: bytes[24],
    colourType: bytes[25],
    interlaced: bytes[28] !== 0,
  };
}

/** Whether `decodeGrey16` is meant for these bytes. */
export function isGrey16(bytes) {
  const head = header(bytes);
  return head !== null && head.bits === 16 && head.colourType === 0 && !head.interlaced;
}

/**
 * Decodes a 16-bit grey picture: `{width, height, samples}`, samples row-major, 0 to 65535.
 * Throws PngError for damaged bytes: a radiograph is shown whole or not at all.
 */
export async function decodeGrey16(bytes) {
  const { width, height } = header(bytes) ?? {};
  if (!isGrey16(bytes)) {
    throw new PngError('not a 16-bit grey PNG');
  }
  if (width === 0 || height === 0 || width * height > MOST_PIXELS) {
    throw new PngError(`${width} x ${height} pixels cannot be shown`);
  }
  const stride = width * BYTES_PER_PIXEL;
  const filtered = await inflate(imageData(bytes), (stride + 1) * height);
  return { width, height, samples: unfilter(filtered, width, height, stride) };
}

/** The contents of the IDAT chunks; every chunk's checksum is verified. */
function imageData(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 8 + length;
    if (end + 4 > bytes.length) {
      throw new PngError('the picture ends too early');
    }
    if (crc32(bytes, at + 4, end) !== view.getUint32(end)) {
      throw new PngError(`the picture is damaged (checksum of ${type})`);
    }
    if (type === 'IDAT') {
      parts.push(bytes.subarray(at + 8, end));
    } else if (type === 'IEND') {
      return parts;
    }
    at = end + 4;
  }
  throw new PngError('the picture ends too early');
}

function crc32(bytes, from, to) {
  let c = 0xffffffff;
  for (let i = from; i < to; i++) {
    c = CRC_TABLE[(c ^ bytes[i]) & 0xff] ^ (c >>> 8);
  }
  return (c ^ 0xffffffff) >>> 0;
}

/** Inflates to exactly `size` bytes; stops early when there are more. */
async function inflate(parts, size) {
  const out = new Uint8Array(size);
  const reader = new Blob(parts).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let filled = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      if (filled + value.length > size) {
        await reader.cancel();
        throw new PngError('the picture has more data than pixels');
      }
      out.set(value, filled);
      filled += value.length;
    }
  } catch (error) {
    throw error instanceof PngError ? error : new PngError('the picture is damaged (compressed data)');
  }
  if (filled !== size) {
    throw new PngError('the picture ends too early');
  }
  return out;
}

/** Undoes the filters row by row (ISO/IEC 15948 section 9) in place and joins the bytes to samples. */
function unfilter(data, width, height, stride) {
  const samples = new Uint16Array(width * height);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = data.subarray(start + 1, start + 1 + stride);
    undo(data[start], row, above);
    for (let x = 0, i = 0, at = y * width; x < width; x++, i += 2) {
      samples[at + x] = (row[i] << 8) | row[i + 1];
    }
    above = row;
  }
  return samples;
}

function undo(filter, row, above) {
  const bpp = BYTES_PER_PIXEL;
  switch (filter) {
    case 0: // None
      return;
    case 1: // Sub
      for (let i = bpp; i < row.length; i++) {
        row[i] += row[i - bpp];
      }
      return;
    case 2: // Up
      for (let i = 0; i < row.length; i++) {
        row[i] += above[i];
      }
      return;
    case 3: // Average
      for (let i = 0; i < row.length; i++) {
        row[i] += ((i < bpp ? 0 : row[i - bpp]) + above[i]) >>> 1;
      }
      return;
    case 4: // Paeth
      for (let i = 0; i < row.length; i++) {
        row[i] += i < bpp ? above[i] : paeth(row[i - bpp], above[i], above[i - bpp]);
      }
      return;
    default:
      throw new PngError(`the picture is damaged (filter ${filter})`);
  }
}

function paeth(left, above, aboveLeft) {
  const p = left + above - aboveLeft;
  const a = Math.abs(p - left);
  const b = Math.abs(p - above);
  const c = Math.abs(p - aboveLeft);
  return a <= b && a <= c ? left : b <= c ? above : aboveLeft;
}
