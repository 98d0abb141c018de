// Nothing to show is said, and said why: loading, empty, filtered away, not readable.

import { h, put } from './dom.js';

const MORE = {
  empty: 'New studies appear here by themselves. An empty list means that none is open, not that updates have stopped: the sign at the top says “Live” while they arrive.',
  failed: 'Trying again every 10 seconds. Studies that were accepted are not lost.',
};

export class ListMessage {
  element = h('div', { class: 'list-message', 'data-testid': 'list-message' });

  #app;

  constructor(app) {
    this.#app = app;
  }

  /** Says what there is to say; true where that stands in place of the list. */
  draw(list) {
    const message = reason(list);
    const key = message?.join() ?? '';
    if (this.element.dataset.key !== key) {
      this.element.dataset.key = key;
      this.element.dataset.state = message?.[0] ?? '';
      put(this.element, message && this.#body(...message));
    }
    return message !== null;
  }

  #body(kind, words) {
    return [
      h('h2', {}, words),
      MORE[kind] && h('p', { class: 'muted' }, MORE[kind]),
      kind === 'filtered' && h('button', { onclick: () => this.#app.setFilter({ state: this.#app.list.filter.state }) }, 'Clear the filter'),
      kind === 'failed' && h('button', { class: 'primary', onclick: () => this.#app.list.reread() }, 'Try now'),
      kind === 'empty' && h('button', { class: 'primary', onclick: () => this.#app.openUpload() }, 'Upload a study'),
    ];
  }
}

/** The kind of message and its words, or null where the list speaks for itself. */
function reason(list) {
  const { state, kind, urgency, site } = list.filter;
  if (list.status === 'loading') {
    return ['loading', 'Reading the worklist…'];
  }
  if (list.order.length > 0) {
    return null;
  }
  if (list.status === 'failed') {
    return ['failed', list.problem.status === 0 ? 'The worklist cannot be read: the server does not answer.' : `The worklist cannot be read. ${list.problem.message}`];
  }
  if (list.unfiltered) {
    return ['empty', 'No study is waiting for a reader.'];
  }
  return kind || urgency || site ? ['filtered', `No ${state} study passes this filter.`] : ['empty', 'No study has been read yet.'];
}
