// Window and level: which grey values become black, which white, and what lies between.

/** A window over `levels` grey values: everything from 0 to levels - 1, as normalised. */
export function fullWindow(levels) {
  return { centre: levels / 2, width: levels };
}

/** Keeps a window within sense: at least one grey value wide, its centre within the values. */
export function clampWindow({ centre, width }, levels) {
  return {
    centre: Math.min(levels, Math.max(0, centre)),
    width: Math.min(2 * levels, Math.max(Math.max(1, levels / 1024), width)),
  };
}

/** Table from grey value to 0..255: linear between centre - width/2 and centre + width/2. */
export function lookUp({ centre, width }, levels, invert = false) {
  const table = new Uint8ClampedArray(levels);
  const low = centre - width / 2;
  const step = 256 / width;
  for (let value = 0; value < levels; value++) {
    const grey = Math.min(255, Math.max(0, Math.floor((value - low) * step)));
    table[value] = invert ? 255 - grey : grey;
  }
  return table;
}

/** The window that leaves out the darkest and brightest `share` of the samples. */
export function autoWindow(samples, levels, share = 0.005) {
  const counts = new Uint32Array(levels);
  for (let i = 0; i < samples.length; i++) {
    counts[samples[i]]++;
  }
  const spare = samples.length * share;
  const low = quantile(counts, spare, 0, 1);
  const high = quantile(counts, spare, levels - 1, -1);
  if (high <= low) {
    return fullWindow(levels);
  }
  return clampWindow({ centre: (low + high + 1) / 2, width: high - low + 1 }, levels);
}

function quantile(counts, spare, from, step) {
  let passed = 0;
  for (let value = from; value >= 0 && value < counts.length; value += step) {
    passed += counts[value];
    if (passed > spare) {
      return value;
    }
  }
  return from;
}
