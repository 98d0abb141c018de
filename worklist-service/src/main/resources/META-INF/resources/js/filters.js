// The filter bar: urgency with counts, kind, site, open or read.

import { h, put, text } from './dom.js';
import { duration, isoDuration } from './clock.js';
import { urgencyShape } from './badges.js';
import { kindWord, URGENCIES, urgencyWord } from './words.js';

const KINDS = ['chest-xray', 'skin', 'tongue'];
const COUNT_EVERY = 5_000;

export class FilterBar {
  #app;
  #chips = new Map();
  #kind;
  #site;
  #sites = h('datalist', { id: 'sites' });
  #states = new Map();
  #counted = 0;
  #timer = null;

  constructor(app) {
    this.#app = app;
    app.events.addEventListener('config', () => this.#drawWaits());
    const chip = (urgency) => {
      const count = h('span', { class: 'count', 'data-testid': `count-${urgency || 'all'}` });
      const button = h('button', { class: 'chip', 'aria-pressed': 'false', 'data-testid': `filter-urgency-${urgency || 'all'}`,
        onclick: () => this.#set({ urgency }) },
        urgency ? urgencyShape(urgency) : null, urgency ? urgencyWord(urgency) : 'All', count);
      this.#chips.set(urgency, { button, count });
      return button;
    };
    const state = (name, label) => {
      const button = h('button', { 'aria-pressed': 'false', 'data-testid': `filter-state-${name}`, onclick: () => this.#set({ state: name }) }, label);
      this.#states.set(name, button);
      return button;
    };
    this.#kind = h('select', { id: 'filter-kind', 'data-testid': 'filter-kind', onchange: () => this.#set({ kind: this.#kind.value }) },
      h('option', { value: '' }, 'All kinds'), KINDS.map((kind) => h('option', { value: kind }, kindWord(kind))));
    this.#site = h('input', { id: 'filter-site', type: 'search', list: 'sites', placeholder: 'All sites', autocomplete: 'off', spellcheck: 'false',
      maxlength: 40, 'data-testid': 'filter-site', onchange: () => this.#set({ site: this.#site.value.trim() }), oninput: () => this.#siteTyped() });
    this.element = h('div', { class: 'filters', role: 'search', 'aria-label': 'Filter the worklist' },
      h('div', { class: 'segmented', role: 'group', 'aria-label': 'Open or read studies' }, state('open', 'Open'), state('read', 'Read')),
      h('div', { class: 'chips', role: 'group', 'aria-label': 'Urgency' }, ['', ...URGENCIES].map(chip)),
      h('div', { class: 'selects' },
        h('label', { class: 'hidden-visually', for: 'filter-kind' }, 'Kind'), this.#kind,
        h('label', { class: 'hidden-visually', for: 'filter-site' }, 'Site'), this.#site, this.#sites));
  }

  /** The longest waits of the triage policy, as a word beside each urgency. */
  #drawWaits() {
    for (const { urgency, maxWait } of this.#app.config.urgencies ?? []) {
      const wait = isoDuration(maxWait);
      const chip = this.#chips.get(urgency);
      if (chip && wait !== null) {
        chip.button.title = `${urgencyWord(urgency)}: waits ${duration(wait)} at most`;
      }
    }
  }

  focus() {
    this.#site.focus();
    this.#site.select();
  }

  #set(change) {
    this.#app.setFilter({ ...this.#app.list.filter, ...change });
  }

  /** A choice from the list of known sites acts at once; typed text acts with Enter. */
  #siteTyped() {
    const value = this.#site.value.trim();
    if (value !== this.#app.list.filter.site && (value === '' || this.#app.list.sites.has(value))) {
      this.#set({ site: value });
    }
  }

  draw() {
    const { filter, sites } = this.#app.list;
    for (const [urgency, { button }] of this.#chips) {
      button.setAttribute('aria-pressed', String(filter.urgency === urgency));
    }
    for (const [state, button] of this.#states) {
      button.setAttribute('aria-pressed', String(filter.state === state));
    }
    if (document.activeElement !== this.#kind) {
      this.#kind.value = filter.kind;
    }
    if (document.activeElement !== this.#site) {
      this.#site.value = filter.site;
    }
    if (sites.size !== this.#sites.childElementCount) {
      put(this.#sites, [...sites].sort().map((site) => h('option', { value: site })));
    }
    this.#count();
  }

  /** Counts what is here; asks the server, seldom, for what is not. */
  #count() {
    const { list } = this.#app;
    if (list.complete && !list.filter.urgency && list.status === 'ready') {
      const counts = new Map(URGENCIES.map((urgency) => [urgency, 0]));
      for (const item of list.items.values()) {
        counts.set(item.urgency, (counts.get(item.urgency) ?? 0) + 1);
      }
      this.#write('', list.items.size);
      counts.forEach((count, urgency) => this.#write(urgency, count));
    } else if (list.status === 'ready' && this.#timer === null) {
      const wait = Math.max(0, this.#counted + COUNT_EVERY - Date.now());
      this.#timer = setTimeout(() => this.#ask(), wait);
    }
  }

  async #ask() {
    this.#counted = Date.now();
    const { api, list } = this.#app;
    const { state, kind, site } = list.filter;
    try {
      const totals = await Promise.all(['', ...URGENCIES].map(async (urgency) =>
        [urgency, (await api.worklist({ state, kind, site, urgency, limit: 1 })).total]));
      totals.forEach(([urgency, total]) => this.#write(urgency, total));
    } catch {
      this.#chips.forEach(({ count }) => text(count, '')); // Better none than wrong ones.
    } finally {
      this.#timer = null;
    }
  }

  #write(urgency, count) {
    const chip = this.#chips.get(urgency);
    if (chip) {
      text(chip.count, count);
    }
  }
}
