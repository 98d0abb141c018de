// Training runs: the list of those that were heard of in the last days.

import { h, put } from './dom.js';
import { timeOfDay } from './clock.js';
import { runHash } from './route.js';
import { table } from './charts.js';

const PAUSE = 1_000;
const POLL = 10_000;
const RETRY = 5_000;

const PHASES = {
  queued: 'Queued', preparing: 'Preparing', training: 'Training', evaluating: 'Evaluating',
  succeeded: 'Succeeded', failed: 'Failed', cancelled: 'Cancelled',
};

export const phaseWord = (phase) => PHASES[phase] ?? phase;

export const isOver = ({ phase }) => ['succeeded', 'failed', 'cancelled'].includes(phase);

/** How far a run is, as a bar with words, or what it came to. */
export function progress(run) {
  if (isOver(run) || run.steps === 0) {
    return run.detail ?? '';
  }
  return h('span', { class: 'run-progress' },
    h('progress', { max: run.steps, value: run.step, 'aria-label': `Steps of run ${run.runId}` }),
    `epoch ${run.epoch} of ${run.epochs}, step ${run.step} of ${run.steps}`);
}

/**
 * Reads again soon after somebody says so, after a failure, and now and then while `read` answers
 * that something may still change: who may see runs need not hear the readers' events.
 */
export class Reader {
  #read;
  #timer = null;
  #due = 0;
  #closed = false;

  /** `read` promises 'open', 'done' or 'failed'. */
  constructor(read) {
    this.#read = read;
  }

  soon(wait = PAUSE) {
    const due = Date.now() + wait;
    if (this.#closed || (this.#timer !== null && this.#due <= due)) {
      return;
    }
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.now(), wait);
  }

  async now() {
    clearTimeout(this.#timer);
    this.#timer = null;
    const wait = { open: POLL, failed: RETRY }[await this.#read()];
    if (wait) {
      this.soon(wait);
    }
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}

export class RunsView {
  #app;
  #state = h('div', { role: 'status' });
  #list = h('div', { 'data-testid': 'runs' });
  #reader = new Reader(() => this.#read());
  #heard = () => this.#reader.soon();
  #title = h('h1', { tabindex: '-1' }, 'Training runs');
  element = h('div', { class: 'runs' }, h('section', { class: 'panel' }, this.#title, this.#state, this.#list));

  constructor(app) {
    this.#app = app;
    app.events.addEventListener('run', this.#heard);
    app.events.addEventListener('reconnected', this.#heard);
    this.#reader.now();
  }

  focus() {
    this.#title.focus();
  }

  close() {
    this.#app.events.removeEventListener('run', this.#heard);
    this.#app.events.removeEventListener('reconnected', this.#heard);
    this.#reader.close();
  }

  async #read() {
    try {
      const { runs } = await this.#app.api.runs();
      put(this.#state);
      this.#draw(runs);
      return runs.every(isOver) ? 'done' : 'open';
    } catch (problem) {
      put(this.#state, h('p', { class: 'error' }, `${problem.message}. Trying again.`));
      return 'failed';
    }
  }

  #draw(runs) {
    if (runs.length === 0) {
      put(this.#list, h('p', { class: 'muted', 'data-testid': 'no-runs' }, 'No run was heard of in the last days.'));
      return;
    }
    const now = this.#app.clock.now();
    const when = (at) => h('time', { datetime: at }, timeOfDay(Date.parse(at), now, true));
    const focused = document.activeElement?.getAttribute('href');
    put(this.#list, table('Training runs', ['Run', 'Slot', 'State', 'Progress', 'Begun', 'Last heard of'], runs.map((run) => [
      h('a', { href: runHash(run.runId), 'data-testid': 'run-link' }, run.runId), run.slot, stateTag(run), progress(run), when(run.firstAt), when(run.at),
    ])));
    [...this.#list.querySelectorAll('a')].find((link) => link.getAttribute('href') === focused)?.focus();
  }
}

export function stateTag(run) {
  return h('span', { class: run.phase === 'succeeded' ? 'tag done' : 'tag', 'data-testid': 'run-state', 'data-phase': run.phase }, phaseWord(run.phase));
}
