// The worklist as this browser knows it: the first part of the server's list in reading order, kept
// up to date by events and read again often enough that a lost event cannot mislead for long.

import { compare, isOverdue, withTimes } from './order.js';

const PAGE = 100;
const LARGEST_PAGE = 500;
const REREAD_AFTER = 2_000;
const PRESSING = new Set(['stat', 'urgent']);
const EMPTY_FILTER = { state: 'open', kind: '', urgency: '', site: '' };

/**
 * Fires `change` whenever lines, their order, the total or the state of loading changed; `raised`
 * are the lines that an event has just made stat or urgent. Times are milliseconds on the server's clock.
 */
export class Worklist extends EventTarget {
  filter = { ...EMPTY_FILTER };
  items = new Map();
  order = [];
  total = 0;
  next = null;
  /** loading, ready or failed; failed keeps showing what was read before. */
  status = 'loading';
  problem = null;
  readAt = 0;
  /** Every site, and per kind every finding, that passed by: choices for filter and verdict. */
  sites = new Set();
  findings = new Map();

  #api;
  #clock;
  #schedule;
  #reading = null;
  #again = false;
  #timer = null;
  #missed = [];
  #generation = 0;

  constructor(api, clock, schedule = (task, ms) => setTimeout(task, ms)) {
    super();
    this.#api = api;
    this.#clock = clock;
    this.#schedule = schedule;
  }

  get unfiltered() {
    const { state, kind, urgency, site } = this.filter;
    return state === 'open' && !kind && !urgency && !site;
  }

  get complete() {
    return this.next === null && this.status !== 'loading';
  }

  /** Shows other studies. */
  setFilter(filter) {
    this.filter = { ...EMPTY_FILTER, ...filter };
    this.items.clear();
    this.order = [];
    this.total = 0;
    this.next = null;
    this.status = 'loading';
    this.#generation++;
    this.#reading = null;
    this.#changed();
    return this.reread();
  }

  /** Reads the loaded part again; a call while one is under way makes another follow. */
  async reread() {
    if (this.#reading) {
      this.#again = true;
      return this.#reading;
    }
    const generation = this.#generation;
    this.#missed = [];
    this.#reading = this.#readAll(generation);
    try {
      await this.#reading;
    } finally {
      if (generation === this.#generation) {
        this.#reading = null;
        if (this.#again) {
          this.#again = false;
          this.#rereadSoon();
        }
      }
    }
  }

  async #readAll(generation) {
    const wanted = Math.max(PAGE, this.order.length);
    const studies = [];
    let page;
    try {
      do {
        const limit = Math.min(LARGEST_PAGE, wanted - studies.length);
        page = await this.#api.worklist({ ...this.filter, limit, after: page?.next });
        studies.push(...page.studies);
      } while (page.next && studies.length < wanted);
    } catch (problem) {
      if (generation === this.#generation) {
        this.#failed(problem);
      }
      return;
    }
    if (generation === this.#generation) {
      this.#take(studies, page);
    }
  }

  #take(studies, page) {
    const items = studies.map((study) => this.#learn(study));
    this.items = new Map(items.map((item) => [item.studyId, item]));
    this.order = [...this.items.keys()];
    this.#tookPage(page);
    const missed = this.#missed;
    this.#missed = [];
    missed.forEach((item) => this.#place(item));
    if (missed.length > 0) {
      this.#sort();
    }
    this.#changed();
  }

  #tookPage(page) {
    this.total = page.total;
    this.next = page.next ?? null;
    this.status = 'ready';
    this.problem = null;
    this.readAt = this.#clock.now();
  }

  #failed(problem) {
    this.status = 'failed';
    this.problem = problem;
    this.#changed();
  }

  /** Reads the next part. */
  async loadMore() {
    if (!this.next || this.#reading) {
      return this.#reading;
    }
    const generation = this.#generation;
    const more = async () => {
      try {
        const page = await this.#api.worklist({ ...this.filter, limit: PAGE, after: this.next });
        if (generation === this.#generation) {
          page.studies.map((study) => this.#learn(study)).forEach((item) => this.items.set(item.studyId, item));
          this.#tookPage(page);
          this.#sort();
          this.#changed();
        }
      } catch (problem) {
        if (generation === this.#generation) {
          this.#failed(problem);
          this.#again = problem.status === 400; // The study to continue after is gone.
        }
      }
    };
    this.#missed = [];
    this.#reading = more();
    await this.#reading;
    if (generation === this.#generation) {
      this.#reading = null;
      if (this.#again) {
        this.#again = false;
        this.#rereadSoon();
      }
    }
  }

  /** Takes studies' new lines, as events bring them. */
  apply(studies) {
    const items = studies.map((study) => this.#learn(study));
    if (this.#reading) {
      this.#missed.push(...items);
    }
    const before = new Map(items.map(({ studyId }) => [studyId, this.items.get(studyId)?.urgency]));
    items.forEach((item) => this.#place(item));
    this.#sort();
    const raised = items.filter(
      ({ studyId, urgency }) => PRESSING.has(urgency) && before.get(studyId) !== urgency && this.items.has(studyId),
    );
    this.#changed(raised);
    this.#rereadSoon();
  }

  /** Takes a study off the list of open ones. */
  applyRead(studyId) {
    if (this.filter.state === 'open' && this.items.delete(studyId)) {
      this.order = this.order.filter((id) => id !== studyId);
      this.total = Math.max(0, this.total - 1);
      this.#changed();
    }
    this.#rereadSoon();
  }

  /** Puts a line on the list, or takes it off where it does not belong; sorting comes after. */
  #place(item) {
    const known = this.items.has(item.studyId);
    if (!this.#belongs(item)) {
      if (this.items.delete(item.studyId)) {
        this.order = this.order.filter((id) => id !== item.studyId);
        this.total = Math.max(0, this.total - 1);
      }
      return;
    }
    if (this.#isBeyond(item)) {
      this.items.delete(item.studyId);
      this.order = this.order.filter((id) => id !== item.studyId);
      return;
    }
    if (!known) {
      this.total += this.next === null ? 1 : 0; // Otherwise it may have stood further down.
      this.order = this.filter.state === 'read' ? [item.studyId, ...this.order] : [...this.order, item.studyId];
    }
    this.items.set(item.studyId, item);
  }

  #belongs(item) {
    const { state, kind, urgency, site } = this.filter;
    return (
      (item.state === 'read') === (state === 'read') &&
      (!kind || item.kind === kind) &&
      (!urgency || item.urgency === urgency) &&
      (!site || item.site === site)
    );
  }

  /** Behind the last line of a part that is not the whole list. */
  #isBeyond(item) {
    const last = this.items.get(this.order.at(-1));
    const partial = this.next !== null && last !== undefined && this.filter.state === 'open';
    return partial && last.studyId !== item.studyId && compare(last, item, this.#clock.now()) < 0;
  }

  /** Puts open studies in reading order; among all of them, the order is the position. */
  #sort() {
    if (this.filter.state === 'read') {
      return;
    }
    const now = this.#clock.now();
    this.order = [...this.items.keys()].sort((a, b) => compare(this.items.get(a), this.items.get(b), now));
    if (this.unfiltered) {
      this.order.forEach((id, index) => {
        this.items.get(id).position = index + 1;
      });
    }
  }

  /** Lets time pass: studies that fell due since the last call change the order. */
  tick() {
    const now = this.#clock.now();
    let fell = false;
    for (const item of this.items.values()) {
      const overdue = item.state !== 'read' && isOverdue(item, now);
      fell ||= overdue !== item.overdue;
      item.overdue = overdue;
    }
    if (fell) {
      this.#sort();
      this.#changed();
    }
  }

  #learn(study) {
    const item = withTimes(study);
    item.overdue = item.state !== 'read' && isOverdue(item, this.#clock.now());
    this.sites.add(item.site);
    if (item.scores?.length > 0) {
      this.findings.set(item.kind, item.scores.map((score) => score.finding));
    }
    return item;
  }

  #rereadSoon() {
    if (this.#timer === null) {
      this.#timer = this.#schedule(() => {
        this.#timer = null;
        this.reread();
      }, REREAD_AFTER);
    }
  }

  #changed(raised = []) {
    this.dispatchEvent(new CustomEvent('change', { detail: { raised } }));
  }
}
