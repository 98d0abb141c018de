// Says that the order has changed while the list stands still under the reader's hand, for how long
// at most, and lets the reader have the new order now. Decision record 0051.

import { h, put, text } from './dom.js';

const LONGEST_HOLD = 15_000;

export class HeldBar {
  element = h('div', { class: 'held', role: 'status', 'data-testid': 'held', hidden: true });

  #show;
  #since = Infinity;

  constructor(show) {
    this.#show = show;
  }

  /** Whether the list has stood still for as long as it may. */
  get isDue() {
    return performance.now() - this.#since >= LONGEST_HOLD;
  }

  /** Tells what has changed; `pressing` of the new and the moved are stat or urgent. */
  hold({ added, gone, moved }, pressing) {
    if (this.element.hidden) {
      this.#since = performance.now();
      put(this.element, h('span', {}), h('button', { class: 'primary', 'data-testid': 'show-changes', onclick: this.#show },
        'Show now ', h('kbd', {}, '.')));
      this.element.hidden = false;
    }
    const parts = [
      added.length && `${added.length} new`,
      moved.length && `${moved.length} moved up`,
      gone.length && `${gone.length} gone`,
    ].filter(Boolean);
    text(this.element.firstChild, `The order has changed: ${parts.join(', ')}${pressing ? ` (${pressing} stat or urgent)` : ''}. Shown within ${LONGEST_HOLD / 1000} seconds.`);
  }

  release() {
    this.#since = Infinity;
    this.element.hidden = true;
  }
}
