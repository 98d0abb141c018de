// Small pieces that every view shows the same way: urgency, due time, score bars, notices.

import { h, svg, text } from './dom.js';
import { due, duration, timeOfDay } from './clock.js';
import { findingWord, isShortLabel, scorePair, urgencyWord } from './words.js';

/** A shape per urgency, so that neither colour nor the word is needed alone. */
const SHAPES = {
  stat: () => [
    svg('path', { class: 'solid', d: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z' }),
    svg('path', { class: 'cut', d: 'M8 4v5M8 11.4v.6' }),
  ],
  urgent: () => [svg('path', { class: 'solid', d: 'M8 1.5 15.5 14.5H.5z' })],
  unassessed: () => [
    svg('circle', { class: 'line', cx: 8, cy: 8, r: 6.5 }),
    svg('path', { class: 'line', d: 'M6 6.3c0-1.2.9-2 2-2s2 .8 2 1.9c0 1.3-2 1.5-2 3M8 11.3v.4' }),
  ],
  routine: () => [svg('circle', { class: 'line', cx: 8, cy: 8, r: 5 })],
};

export function urgencyShape(urgency) {
  const shape = SHAPES[urgency] ?? SHAPES.unassessed;
  return svg('svg', { class: `shape ${urgency}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, shape());
}

/** Shape and word. */
export function urgencyBadge(urgency) {
  return h(
    'span',
    { class: `urgency ${urgency}`, 'data-testid': 'urgency', 'data-urgency': urgency },
    urgencyShape(urgency),
    h('span', {}, urgencyWord(urgency)),
  );
}

/** Writes due and waiting time of an open study into their elements. */
export function writeTimes({ dueText, dueAt, waiting, since }, item, now) {
  const { late, text: words } = due(item.due, now);
  text(dueText, late ? `Overdue ${duration(now - item.due)}` : words);
  dueText.classList.toggle('late', late);
  text(dueAt, `due ${timeOfDay(item.due, now)}`);
  text(waiting, duration(now - item.received));
  text(since, `since ${timeOfDay(item.received, now)}`);
}

/** A score as a bar with its threshold as a tick. The numbers stand beside it, so it is decoration. */
export function scoreBar({ score, threshold }) {
  const bar = h('span', { class: score >= threshold ? 'bar reached' : 'bar', 'aria-hidden': 'true' }, h('i'), h('b'));
  bar.style.setProperty('--score', share(score));
  bar.style.setProperty('--threshold', share(threshold));
  return bar;
}

const share = (probability) => `${Math.min(1, Math.max(0, probability)) * 100}%`;

/** A finding in a line of the worklist: name, numbers, bar. */
export function findingCell(score) {
  const pair = scorePair(score.score, score.threshold);
  const name = findingWord(score.finding);
  const title =
    `${name}${isShortLabel(score.finding) ? ` (${score.finding})` : ''}: score ${pair.score}, ` +
    `threshold ${pair.threshold}, ${pair.reached ? 'reached' : 'not reached'}`;
  return h(
    'span',
    { class: pair.reached ? 'finding reached' : 'finding', title },
    h('span', { class: 'hidden-visually' }, `${title}. `),
    h('span', { class: 'finding-line', 'aria-hidden': 'true' },
      h('span', { class: 'finding-name' }, name),
      h('span', { class: 'numbers' }, `${pair.score} ${pair.reached ? '≥' : '<'} ${pair.threshold}`)),
    scoreBar(score),
  );
}

/** What must be said beside the scores of a bundle. */
export function noticeBanner(notice, licence) {
  return h(
    'p',
    { class: 'notice', role: 'note', 'data-testid': 'notice' },
    svg('svg', { class: 'shape', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
      svg('path', { class: 'line', d: 'M8 1.5 15 14H1zM8 6v4M8 12v.3' })),
    h('span', {}, h('strong', {}, notice), licence ? ` Training data: ${licence}.` : ''),
  );
}
