// One study: its images beside all that is known of it, and the verdict.

import { announce, h, put, text } from './dom.js';
import { noticeBanner, urgencyBadge, writeTimes } from './badges.js';
import { StudyImages } from './images.js';
import { VerdictForm } from './verdict.js';
import { SimilarStrip } from './similar.js';
import { findings } from './findings.js';
import { HeatMapPanel } from './heat-map.js';
import { trace } from './trace.js';
import { withTimes } from './order.js';
import { kindWord, reasonWords, shortId, urgencyWord } from './words.js';

const RETRY = 5_000;

export class StudyView {
  #app;
  #study = null;
  #closed = false;
  #reading = false;
  #again = false;
  #retry = null;
  #images;
  #verdict;
  #similar;
  #heatMap;
  #listening = new AbortController();
  #position = h('span', { class: 'position', 'data-testid': 'study-position' });
  #head = h('div', { class: 'study-what' });
  #times = {
    dueText: h('span', { class: 'due' }),
    dueAt: h('span', { class: 'muted small' }),
    waiting: h('b', {}),
    since: h('span', { class: 'muted small' }),
  };
  #clock = h('div', { class: 'study-times' });
  #state = h('div', { class: 'study-state', role: 'status', 'data-testid': 'study-state' });
  #top = h('div', { class: 'side-part' });
  #below = h('div', { class: 'side-part' });
  #steps = new Map();

  constructor(app, id) {
    this.#app = app;
    this.id = id;
    this.#images = new StudyImages(app);
    this.#heatMap = new HeatMapPanel(app, this.#images);
    this.#verdict = new VerdictForm(app, () => this.#given(), () => this.#takenBack());
    this.#verdict.element.hidden = true;
    this.#similar = new SimilarStrip(app);
    const step = (name, label, key, d) => {
      const button = h('button', { class: 'quiet', title: `${label} (${key})`, 'aria-label': label, 'data-testid': name, disabled: true, onclick: () => this.#step(d) }, d < 0 ? '‹' : '›');
      this.#steps.set(d, button);
      return button;
    };
    this.element = h('article', { class: 'study', 'aria-label': 'Study', 'data-testid': 'study', 'data-study-id': id },
      h('header', { class: 'study-head' },
        h('button', { class: 'quiet back', 'data-testid': 'back', title: 'Back to the worklist (Esc)', onclick: () => app.openList() }, '‹ Worklist'),
        h('div', { class: 'steps' }, step('previous', 'Previous study', 'k', -1), this.#position, step('next', 'Next study', 'j', 1)),
        this.#head, this.#clock),
      h('div', { class: 'study-body' }, this.#images.element,
        h('div', { class: 'side' }, this.#state, this.#top, this.#heatMap.element, this.#verdict.element, this.#similar.element, this.#below)));
    this.#listen();
    this.#images.say('Loading the study…', 'loading');
    this.#read();
  }

  #listen() {
    const mine = ({ detail }) => detail.studyId === this.id && this.#read();
    const { signal } = this.#listening;
    this.#app.events.addEventListener('study', mine, { signal });
    this.#app.events.addEventListener('read', mine, { signal });
    this.#app.events.addEventListener('reconnected', () => this.#read(), { signal });
    this.#app.list.addEventListener('change', () => this.#drawSteps(), { signal });
  }

  close() {
    this.#closed = true;
    this.#listening.abort();
    this.#images.close();
    this.#similar.close();
    this.#heatMap.close();
    clearTimeout(this.#retry);
  }

  focus() {
    this.#images.focus();
  }

  key(event) {
    if (event.key === 'j' || event.key === 'k') {
      this.#step(event.key === 'j' ? 1 : -1);
      return true;
    }
    if (event.key === 's') {
      this.#similar.focus();
      return true;
    }
    return this.#verdict.key(event) || this.#images.key(event);
  }

  tick() {
    if (this.#study && this.#study.state !== 'read') {
      const now = this.#app.clock.now();
      writeTimes(this.#times, this.#study, now);
      this.#clock.classList.toggle('overdue', this.#study.due <= now);
    }
  }

  async #read() {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    clearTimeout(this.#retry);
    try {
      const study = withTimes(await this.#app.api.study(this.id));
      if (!this.#closed) {
        this.#draw(study);
      }
    } catch (problem) {
      if (!this.#closed) {
        this.#failed(problem);
      }
    } finally {
      this.#reading = false;
      if (this.#again && !this.#closed) {
        this.#again = false;
        this.#read();
      }
    }
  }

  #failed(problem) {
    this.#drawSteps();
    if (problem.status === 404) {
      this.#images.say('There is no such study.', 'missing');
      put(this.#state, h('div', { class: 'panel' }, h('h1', {}, 'Unknown study'),
        h('p', {}, `The worklist has no study ${this.id}. It may have been read long ago and left the worklist, or the address is mistyped.`),
        h('button', { class: 'primary', onclick: () => this.#app.openList() }, 'Back to the worklist')));
      return;
    }
    if (!this.#study) {
      this.#images.say('The study cannot be read now.', 'missing');
    }
    put(this.#state, h('p', { class: 'error' }, `${problem.message}. ${this.#study ? 'What you see may be old. ' : ''}Trying again.`));
    this.#retry = setTimeout(() => this.#read(), RETRY);
  }

  #draw(study) {
    const before = this.#study;
    this.#study = study;
    const now = this.#app.clock.now();
    put(this.#state);
    this.element.dataset.state = study.state;
    this.element.dataset.urgency = study.urgency;
    this.#drawHead(study);
    this.#images.draw(study.images ?? []);
    put(this.#top, study.notice && noticeBanner(study.notice, study.dataLicence), this.#changed(before, study), findings(study));
    this.#heatMap.draw(study);
    this.#verdict.element.hidden = false;
    this.#verdict.draw(study);
    this.#similar.draw(study);
    put(this.#below, trace(study, now));
    this.#drawSteps();
    this.tick();
  }

  #changed(before, study) {
    if (before && study.revision > before.revision) {
      announce(`The study has changed: revision ${study.revision}`);
      return h('p', { class: 'notice' }, `The study has changed while you had it open: revision ${study.revision}. Look again before you give a verdict.`);
    }
    return null;
  }

  #drawHead(study) {
    put(this.#head, urgencyBadge(study.urgency),
      h('h1', {}, kindWord(study.kind), h('span', { class: 'site' }, study.site), h('span', { class: 'id muted', title: study.studyId }, shortId(study.studyId))),
      h('p', { class: 'reason muted', 'data-testid': 'study-reason' }, reasonWords(study.reason)));
    if (study.state === 'read') {
      put(this.#clock, h('span', { class: 'tag done', 'data-testid': 'study-read' }, '✓ Read'));
    } else {
      put(this.#clock, h('div', {}, this.#times.dueText, this.#times.dueAt), h('div', {}, h('span', {}, 'waiting ', this.#times.waiting), this.#times.since));
    }
  }

  /** The study's place on the list that the reader came from. */
  #drawSteps() {
    const { list } = this.#app;
    const at = list.order.indexOf(this.id);
    const position = list.items.get(this.id)?.position ?? this.#study?.position;
    text(this.#position, position ? `${position}${list.unfiltered && list.total >= position ? ` of ${list.total}` : ''}` : '–');
    this.#steps.get(-1).disabled = at <= 0;
    this.#steps.get(1).disabled = at >= 0 ? at + 1 >= list.order.length : list.order.length === 0;
  }

  #step(d) {
    const { order } = this.#app.list;
    const at = order.indexOf(this.id);
    const id = at < 0 ? order[0] : order[at + d];
    if (id && id !== this.id) {
      this.#app.openStudy(id);
    }
  }

  #takenBack() {
    announce('Verdict taken back');
    this.#read();
  }

  #given() {
    announce('Verdict saved');
    const { list } = this.#app;
    const rest = list.filter.state === 'open' ? list.order.filter((id) => id !== this.id) : [];
    // Reading starts at the top: what came in meanwhile or fell due goes first.
    const next = list.items.get(rest[0]);
    this.#verdict.showDone(next, next ? `${urgencyWord(next.urgency)} ${kindWord(next.kind)}` : '');
    this.#read();
  }
}
