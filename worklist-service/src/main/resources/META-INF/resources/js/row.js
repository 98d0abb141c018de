// One line of the worklist: made once, then kept up to date in place.

import { h, put, text } from './dom.js';
import { findingCell, urgencyBadge, writeTimes } from './badges.js';
import { timeOfDay } from './clock.js';
import { studyHash } from './route.js';
import { byWeight, kindWord, reasonWords, shortId } from './words.js';

const TOP = 3;

export class Row {
  #drawn = null;
  #position = h('span', { class: 'position', 'data-testid': 'position' });
  #badge = h('span', { class: 'badge-place' });
  #reason = h('span', { class: 'reason muted', 'data-testid': 'reason' });
  #kind = h('a', { class: 'kind', 'data-testid': 'open-study', tabindex: '-1' });
  #site = h('span', { class: 'site' });
  #id = h('span', { class: 'id muted' });
  #findings = h('div', { class: 'findings' });
  #model = h('span', { class: 'model-name' });
  #tag = h('span', { class: 'tag', hidden: true }, 'Demonstration');
  #times = {
    dueText: h('span', { class: 'due', 'data-testid': 'due' }),
    dueAt: h('span', { class: 'due-at muted' }),
    waiting: h('span', { class: 'waiting', 'data-testid': 'waiting' }),
    since: h('span', { class: 'since muted' }),
  };
  #state = h('span', { class: 'row-state', hidden: true });

  constructor(studyId) {
    this.studyId = studyId;
    this.#kind.href = studyHash(studyId);
    const cell = (name, ...content) => h('div', { class: `cell ${name}`, role: 'gridcell' }, content);
    this.element = h(
      'div',
      { class: 'row', role: 'row', tabindex: '-1', 'data-testid': 'row', 'data-study-id': studyId },
      cell('c-position', this.#position),
      cell('c-urgency', this.#badge, this.#reason),
      cell('c-due', this.#times.dueText, this.#times.dueAt),
      cell('c-waiting', this.#times.waiting, this.#times.since),
      cell('c-study', h('span', { class: 'study-line' }, this.#kind, this.#id, this.#state), this.#site),
      cell('c-findings', this.#findings),
      cell('c-model', this.#model, this.#tag),
    );
  }

  /** Shows a line; `gone` marks one that has left the list while the reader's hand was on it. */
  draw(item, now, gone = false) {
    text(this.#position, item.position ?? '–');
    this.element.classList.toggle('gone', gone);
    this.#state.hidden = !gone;
    text(this.#state, gone ? 'no longer here' : '');
    if (this.#drawn !== item) {
      this.#drawn = item;
      this.#drawStill(item);
    }
    this.tick(item, now);
  }

  #drawStill(item) {
    this.element.dataset.urgency = item.urgency;
    this.element.dataset.state = item.state;
    put(this.#badge, urgencyBadge(item.urgency));
    text(this.#reason, reasonWords(item.reason)).title = reasonWords(item.reason);
    text(this.#kind, kindWord(item.kind));
    text(this.#site, item.site);
    text(this.#id, shortId(item.studyId)).title = item.studyId;
    this.#drawFindings(item);
    text(this.#model, item.bundle ? `${item.bundle.slot} ${item.bundle.version}` : 'no model');
    this.#model.classList.toggle('muted', !item.bundle);
    this.#tag.hidden = !item.notice;
    this.#tag.title = item.notice ?? '';
  }

  #drawFindings(item) {
    if (item.scores?.length > 0) {
      const top = byWeight(item.scores, item.reason).slice(0, TOP);
      put(this.#findings, top.map(findingCell));
    } else {
      const words = item.state === 'abstained' ? 'The model abstained: no scores' : 'Not scored yet';
      put(this.#findings, h('span', { class: 'no-scores muted' }, words));
    }
  }

  /** Only what time changes. */
  tick(item, now) {
    if (item.state === 'read') {
      text(this.#times.dueText, 'Read');
      text(this.#times.dueAt, '');
      text(this.#times.waiting, timeOfDay(item.received, now));
      text(this.#times.since, '');
      return;
    }
    this.element.classList.toggle('overdue', item.due <= now);
    writeTimes(this.#times, item, now);
  }
}
