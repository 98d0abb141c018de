// Small charts, drawn as SVG. Each says in words what it shows; the numbers stand beside it in tables.

import { h, svg } from './dom.js';

const WIDTH = 320;
const HEIGHT = 200;
const LEFT = 40;
const BOTTOM = 24;
const TOP = 8;
const RIGHT = 8;

/** A number as short as it can be told from its neighbours. */
export function short(value) {
  const size = Math.abs(value);
  return Number.isInteger(value) ? String(value) : size >= 100 ? value.toFixed(0) : size >= 1 ? value.toFixed(1) : size >= 0.01 ? value.toFixed(2) : value.toExponential(0);
}

/** The range that values need, never empty. */
export function range(values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function frame(label, [xLow, xHigh], [yLow, yHigh], xName, content) {
  const x = (value) => LEFT + ((value - xLow) / (xHigh - xLow)) * (WIDTH - LEFT - RIGHT);
  const y = (value) => HEIGHT - BOTTOM - ((value - yLow) / (yHigh - yLow)) * (HEIGHT - BOTTOM - TOP);
  const word = (at, down, anchor, text) => svg('text', { x: at, y: down, 'text-anchor': anchor, class: 'axis' }, text);
  return svg('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label },
    svg('path', { class: 'axis-line', d: `M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}` }),
    word(LEFT - 4, TOP + 8, 'end', short(yHigh)), word(LEFT - 4, HEIGHT - BOTTOM, 'end', short(yLow)),
    word(LEFT, HEIGHT - 8, 'start', short(xLow)), word(WIDTH - RIGHT, HEIGHT - 8, 'end', short(xHigh)),
    word((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 'middle', xName),
    content(x, y));
}

function path(points, x, y) {
  return points.map(([a, b], i) => `${i ? 'L' : 'M'}${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join('');
}

/** One value over epochs. */
export function curve(name, points) {
  const numbers = points.map(([, value]) => value);
  const [first, last] = [numbers[0], numbers.at(-1)];
  const label = `${name} over ${points.length} epochs: from ${short(first)} to ${short(last)}, between ${short(Math.min(...numbers))} and ${short(Math.max(...numbers))}`;
  return frame(label, range(points.map(([at]) => at)), range(numbers), 'epoch', (x, y) => [
    svg('path', { class: 'series', d: path(points, x, y) }),
    points.length < 60 && points.map(([a, b]) => svg('circle', { class: 'dot', cx: x(a), cy: y(b), r: 2 })),
  ].filter(Boolean));
}

/** Receiver operating characteristics of a bundle and of the one that it is compared with. */
export function roc(finding, candidate, reference) {
  const points = (list) => list.map(({ falsePositives, sensitivity }) => [falsePositives, sensitivity]);
  const label = `ROC of ${finding}: sensitivity over the share of false positives${reference.length ? ', for this bundle and for the active one' : ''}`;
  return frame(label, [0, 1], [0, 1], 'false positives', (x, y) => [
    svg('path', { class: 'chance', d: path([[0, 0], [1, 1]], x, y) }),
    ...(reference.length ? [svg('path', { class: 'series other', d: path(points(reference), x, y) })] : []),
    svg('path', { class: 'series', d: path(points(candidate), x, y) }),
  ]);
}

/** Mean score of a bin against the share of its cases that has the finding. */
export function calibration(finding, bins) {
  const most = Math.max(...bins.map(({ count }) => count));
  return frame(`Calibration of ${finding}: the share with the finding over the score, in ${bins.length} bins`, [0, 1], [0, 1], 'score', (x, y) => [
    svg('path', { class: 'chance', d: path([[0, 0], [1, 1]], x, y) }),
    ...bins.map(({ count, score, present }) => svg('circle', { class: 'bin', cx: x(score), cy: y(present), r: 2.5 + 5 * Math.sqrt(count / most) })),
  ]);
}

/** A table with a caption that only screen readers need, in a region that scrolls by itself. */
export function table(name, headings, rows) {
  return h('div', { class: 'scrolls', role: 'region', 'aria-label': name, tabindex: 0 },
    h('table', {}, h('caption', { class: 'hidden-visually' }, name),
      h('thead', {}, h('tr', {}, headings.map((heading) => h('th', { scope: 'col' }, heading)))),
      h('tbody', {}, rows.map(([first, ...rest]) => h('tr', {}, h('th', { scope: 'row' }, first), rest.map((cell) => h('td', {}, cell)))))));
}
