/**
 * Reads the PNGs that browsers show with 8 bits only: 16-bit grey, not interlaced. Returns null for any other PNG.
 * The pixels keep their full range, so that window and level work on what the detector saw.
 */
export async function readGrey16(buffer) {
  const view = new DataView(buffer);
  if (view.byteLength < 33 || view.getUint32(0) !== 0x89504e47) return null;
  const width = view.getUint32(16);
  const height = view.getUint32(20);
  const [bits, colourType, , , interlace] = new Uint8Array(buffer, 24, 5);
  if (bits !== 16 || colourType !== 0 || interlace !== 0) return null;
  const rows = await inflate(idat(view));
  return { width, height, data: unfilter(rows, width, height) };
}

function idat(view) {
  const parts = [];
  for (let at = 8; at + 12 <= view.byteLength; ) {
    const length = view.getUint32(at);
    if (view.getUint32(at + 4) === 0x49444154) parts.push(new Uint8Array(view.buffer, at + 8, length));
    at += length + 12;
  }
  return new Blob(parts);
}

async function inflate(blob) {
  const stream = blob.stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Undoes PNG's row filters (ISO/IEC 15948, 9.2) for two bytes a pixel. */
export function unfilter(rows, width, height) {
  const stride = width * 2;
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= 2 ? out[to + x - 2] : 0;
      const up = y > 0 ? out[to + x - stride] : 0;
      const corner = x >= 2 && y > 0 ? out[to + x - stride - 2] : 0;
      out[to + x] = rows[from + x] + prediction(filter, left, up, corner);
    }
  }
  const samples = new Uint16Array(width * height);
  for (let i = 0; i < samples.length; i++) samples[i] = (out[2 * i] << 8) | out[2 * i + 1];
  return samples;
}

function prediction(filter, left, up, corner) {
  switch (filter) {
    case 0: return 0;
    case 1: return left;
    case 2: return up;
    case 3: return (left + up) >> 1;
    case 4: return paeth(left, up, corner);
    default: throw new Error(`PNG filter ${filter}`);
  }
}

function paeth(left, up, corner) {
  const estimate = left + up - corner;
  const a = Math.abs(estimate - left);
  const b = Math.abs(estimate - up);
  const c = Math.abs(estimate - corner);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
