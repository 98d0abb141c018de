// The worklist on the screen. Only the lines in sight exist, whatever the list's length. While the
// reader's hand is on the list the order stands still and changes are announced instead: nobody must
// open the wrong patient because the list moved under the finger.

import { announce, h, put, text } from './dom.js';
import { difference } from './order.js';
import { FilterBar } from './filters.js';
import { HeldBar } from './held-bar.js';
import { ListMessage } from './list-message.js';
import { Row } from './row.js';
import { timeOfDay } from './clock.js';

const HEADS = ['#', 'Urgency', 'Due', 'Waiting', 'Study', 'Findings against thresholds', 'Model'];
const OVERSCAN = 6;
const HAND_ON = 4_000;
const CARDS_UP_TO = 860; // As in worklist.css.
const ROW_REM = { wide: 3.625, narrow: 8.5 };

export class WorklistView {
  #app;
  #filters;
  #heads = HEADS.map((head) => h('div', { class: 'cell', role: 'columnheader' }, head));
  #rows = new Map();
  #shown = [];
  #gone = new Map();
  #active = null;
  #touched = -Infinity;
  #painting = false;
  #rowHeight = 68;
  #body = h('div', { class: 'rows', role: 'rowgroup' });
  #scroller;
  #grid;
  #bar = new HeldBar(() => this.#settle(true));
  #notice = h('div', { class: 'list-notice' });
  #message;
  #foot = h('p', { class: 'list-foot muted', 'data-testid': 'list-foot' });

  constructor(app) {
    this.#app = app;
    this.#filters = new FilterBar(app);
    this.#message = new ListMessage(app);
    this.#scroller = h('div', { class: 'scroller', onscroll: () => this.#paintSoon() }, this.#body);
    this.#grid = h('div', { class: 'grid', role: 'grid', 'aria-label': 'Worklist in reading order', 'data-testid': 'worklist' },
      h('div', { class: 'row head', role: 'row', 'aria-rowindex': 1 },
        this.#heads),
      this.#scroller);
    this.element = h('section', { class: 'worklist', 'aria-label': 'Worklist' },
      h('h1', { class: 'hidden-visually' }, 'Worklist'), this.#filters.element, this.#notice, this.#bar.element, this.#message.element, this.#grid, this.#foot);
    this.#listen();
  }

  #listen() {
    this.#app.list.addEventListener('change', () => this.#changed());
    new ResizeObserver(() => this.#paintSoon()).observe(this.#scroller);
    for (const event of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove']) {
      this.#scroller.addEventListener(event, () => (this.#touched = performance.now()), { passive: true });
    }
    this.#scroller.addEventListener('pointerleave', () => {
      this.#touched = -Infinity;
      this.#settle();
    });
    this.#body.addEventListener('click', (event) => this.#clicked(event));
    this.#body.addEventListener('focusin', (event) => {
      const id = event.target.closest('.row')?.dataset.studyId;
      if (id && id !== this.#active) {
        this.#active = id;
        this.#paintSoon();
      }
    });
  }

  /** The view is on the screen again, perhaps back from a study. */
  shown(studyId) {
    this.#settle(true);
    if (studyId && this.#shown.includes(studyId)) {
      this.#activate(this.#shown.indexOf(studyId));
    }
    this.#paintSoon();
  }

  tick() {
    if (this.element.isConnected) {
      const now = this.#app.clock.now();
      for (const [id, row] of this.#rows) {
        const item = this.#item(id);
        if (item) {
          row.tick(item, now);
        }
      }
      this.#settle();
    }
  }

  /** Takes a key; true where it meant something here. */
  key(event) {
    const moves = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, PageDown: this.#perPage(), PageUp: -this.#perPage() };
    if (event.key in moves) {
      const from = this.#shown.indexOf(this.#active);
      this.#activate(from < 0 ? 0 : from + moves[event.key]);
    } else if (event.key === 'Home' || event.key === 'End') {
      this.#activate(event.key === 'Home' ? 0 : this.#shown.length - 1);
    } else if (event.key === 'Enter' && this.#active && event.target.closest('.row')) {
      this.#app.openStudy(this.#active);
    } else if (event.key === '.') {
      this.#settle(true);
    } else if (event.key === '/') {
      this.#filters.focus();
    } else {
      return false;
    }
    return true;
  }

  #clicked(event) {
    const id = event.target.closest('.row')?.dataset.studyId;
    if (id && !event.target.closest('a') && getSelection().isCollapsed) {
      this.#app.openStudy(id);
    }
  }

  #activate(index) {
    if (this.#shown.length === 0) {
      return;
    }
    const at = Math.max(0, Math.min(this.#shown.length - 1, index));
    this.#active = this.#shown[at];
    const top = at * this.#rowHeight;
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop) {
      this.#scroller.scrollTop = top;
    } else if (top + this.#rowHeight > scrollTop + clientHeight) {
      this.#scroller.scrollTop = top + this.#rowHeight - clientHeight;
    }
    this.#paint();
    this.#rows.get(this.#active)?.element.focus({ preventScroll: true });
  }

  #perPage() {
    return Math.max(1, Math.floor(this.#scroller.clientHeight / this.#rowHeight) - 1);
  }

  #changed() {
    this.#filters.draw();
    this.#settle();
    this.#paintSoon();
  }

  #item(id) {
    return this.#app.list.items.get(id) ?? this.#gone.get(id);
  }

  /** Brings the screen's order to the list's, unless the reader's hand is on it. */
  #settle(now = false) {
    const wanted = this.#app.list.order;
    const { added, gone, moved } = difference(this.#shown, wanted);
    const appendedOnly = gone.length === 0 && moved.length === 0 && added.every((id, i) => wanted.at(i - added.length) === id);
    const same = appendedOnly && added.length === 0;
    const handOn = performance.now() - this.#touched < HAND_ON && this.#shown.length > 0;
    now ||= this.#bar.isDue;
    if (!now && handOn && !appendedOnly && this.element.isConnected && this.#app.list.status !== 'loading') {
      this.#hold({ added, gone, moved });
      return;
    }
    if (!same) {
      this.#adopt(wanted);
    }
    this.#release();
  }

  #hold({ added, gone, moved }) {
    for (const id of gone) {
      this.#gone.set(id, this.#gone.get(id) ?? { ...this.#lastSeen(id), position: null });
    }
    const items = added.concat(moved).map((id) => this.#item(id));
    this.#bar.hold({ added, gone, moved }, items.filter((item) => ['stat', 'urgent'].includes(item?.urgency)).length);
    this.#paintSoon();
  }

  #lastSeen(id) {
    return this.#rows.get(id)?.item ?? { studyId: id, scores: [], state: 'read', received: NaN, due: NaN };
  }

  #release() {
    this.#bar.release();
    this.#gone.clear();
  }

  /** Takes the new order, keeping the line that the reader looks at where it is on the screen. */
  #adopt(wanted) {
    const { scrollTop } = this.#scroller;
    const first = Math.floor(scrollTop / this.#rowHeight);
    const anchor = scrollTop === 0 ? null : this.#shown.slice(first).find((id) => wanted.includes(id));
    const before = this.#shown.indexOf(anchor);
    this.#shown = [...wanted];
    if (anchor) {
      this.#body.style.height = `${this.#shown.length * this.#rowHeight}px`;
      this.#scroller.scrollTop = scrollTop + (this.#shown.indexOf(anchor) - before) * this.#rowHeight;
    }
    if (this.#active && !this.#shown.includes(this.#active)) {
      const had = this.#rows.get(this.#active)?.element.contains(document.activeElement);
      this.#active = null;
      if (had) {
        announce('The study you stood on has left the list.');
      }
    }
    this.#paintSoon();
  }

  #paintSoon() {
    if (!this.#painting) {
      this.#painting = true;
      requestAnimationFrame(() => {
        this.#painting = false;
        if (this.element.isConnected) {
          this.#paint();
        }
      });
    }
  }

  #paint() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.#rowHeight = Math.round(rem * (this.element.clientWidth > CARDS_UP_TO ? ROW_REM.wide : ROW_REM.narrow));
    const now = this.#app.clock.now();
    const { scrollTop, clientHeight } = this.#scroller;
    const from = Math.max(0, Math.floor(scrollTop / this.#rowHeight) - OVERSCAN);
    const to = Math.min(this.#shown.length, Math.ceil((scrollTop + clientHeight) / this.#rowHeight) + OVERSCAN);
    this.#body.style.height = `${this.#shown.length * this.#rowHeight}px`;
    this.#grid.setAttribute('aria-rowcount', String(this.#app.list.total + 1));
    this.#drawRows(this.#indices(from, to), now);
    this.#drawAround();
    if (to >= this.#shown.length - OVERSCAN && this.#app.list.next && this.#app.list.status === 'ready') {
      this.#app.list.loadMore();
    }
  }

  /** The lines in sight, and the active one wherever it is, so that it never loses the focus. */
  #indices(from, to) {
    const indices = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
    const active = this.#shown.indexOf(this.#active);
    if (active >= 0 && (active < from || active >= to)) {
      indices.push(active);
      indices.sort((a, b) => a - b);
    }
    return indices;
  }

  #drawRows(indices, now) {
    const ids = indices.map((index) => this.#shown[index]);
    const wanted = new Set(ids);
    for (const [id, row] of this.#rows) {
      if (!wanted.has(id)) {
        row.element.remove();
        this.#rows.delete(id);
      }
    }
    const tabStop = wanted.has(this.#active) ? this.#active : ids[0];
    ids.forEach((id, i) => {
      const row = this.#rows.get(id) ?? this.#newRow(id);
      const item = this.#item(id);
      if (item) {
        row.item = item;
        row.draw(item, now, this.#gone.has(id));
      }
      const { element } = row;
      element.style.transform = `translateY(${indices[i] * this.#rowHeight}px)`;
      element.style.height = `${this.#rowHeight}px`;
      element.setAttribute('aria-rowindex', String(indices[i] + 2));
      element.tabIndex = id === tabStop ? 0 : -1;
      element.classList.toggle('active', id === this.#active);
    });
    this.#arrange(ids);
  }

  #newRow(id) {
    const row = new Row(id);
    this.#rows.set(id, row);
    return row;
  }

  /** Puts the elements into reading order without ever moving the one that has the focus. */
  #arrange(ids) {
    const focused = [...this.#rows.values()].find(({ element }) => element.contains(document.activeElement));
    let next = null;
    for (const id of [...ids].reverse()) {
      const { element } = this.#rows.get(id);
      if (element !== focused?.element && (element.nextSibling !== next || !element.isConnected)) {
        this.#body.insertBefore(element, next);
      } else if (element === focused?.element && element.nextSibling !== next) {
        while (element.nextSibling && element.nextSibling !== next) {
          this.#body.insertBefore(element.nextSibling, this.#body.firstChild);
        }
      }
      next = element;
    }
  }

  #drawAround() {
    const { list, clock } = this.#app;
    const notices = new Set([...list.items.values()].map((item) => item.notice).filter(Boolean));
    const wantedNotice = [...notices].join(' ');
    if (this.#notice.dataset.text !== wantedNotice) {
      this.#notice.dataset.text = wantedNotice;
      put(this.#notice, wantedNotice && h('p', { class: 'notice thin', role: 'note', 'data-testid': 'list-notice' },
        h('strong', {}, `Scores marked “Demonstration”: ${wantedNotice}`)));
    }
    this.#grid.hidden = this.#message.draw(list);
    const part = list.order.length < list.total ? `${list.order.length} of ${list.total} studies loaded` : `${list.total} ${list.total === 1 ? 'study' : 'studies'}`;
    text(this.#foot, list.readAt === 0 ? '' : `${part} · as of ${timeOfDay(list.readAt, clock.now(), true)}`);
    text(this.#heads[2], list.filter.state === 'read' ? 'State' : 'Due');
    text(this.#heads[3], list.filter.state === 'read' ? 'Received' : 'Waiting');
  }
}
