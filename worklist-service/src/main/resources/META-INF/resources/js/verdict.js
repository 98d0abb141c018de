// The verdict: what a reader confirms. Given once, it can be amended or taken back by the same reader.

import { announce, h, put } from './dom.js';
import { recall, remember } from './store.js';
import { timeOfDay } from './clock.js';
import { byWeight, findingWord, isShortLabel } from './words.js';

const CYCLE = { '': 'present', present: 'absent', absent: '' };

export class VerdictForm {
  #app;
  #study = null;
  #names = [];
  #said = new Map();
  #touched = false;
  #busy = false;
  #given;
  #takenBack;
  #reader = h('input', { id: 'v-reader', name: 'reader', autocomplete: 'name', required: true, maxlength: 100, 'data-testid': 'verdict-reader' });
  #diagnosis = h('input', { id: 'v-diagnosis', name: 'diagnosis', autocomplete: 'off', maxlength: 1000, 'data-testid': 'verdict-diagnosis' });
  #note = h('textarea', { id: 'v-note', name: 'note', rows: 3, maxlength: 10000, 'aria-describedby': 'v-note-warning', 'data-testid': 'verdict-note' });
  #list = h('div', { class: 'verdict-findings' });
  #error = h('p', { class: 'error', role: 'alert', hidden: true, 'data-testid': 'verdict-error' });
  #title = h('h2', { id: 'verdict-title' }, 'Verdict');
  #submit = h('button', { class: 'primary', type: 'submit', 'data-testid': 'verdict-submit' });
  #takeBack = h('button', { type: 'button', hidden: true, 'data-testid': 'verdict-take-back', onclick: () => this.#withdraw() }, 'Take back');
  #earlier = h('div', { class: 'verdicts', 'data-testid': 'verdicts' });
  #done = h('div', { class: 'verdict-done', role: 'status', 'data-testid': 'verdict-done', hidden: true });
  #form;

  /** `given` is called when the server has the verdict, `takenBack` when it has its withdrawal. */
  constructor(app, given, takenBack) {
    this.#app = app;
    this.#given = given;
    this.#takenBack = takenBack;
    this.#reader.value = recall('reader');
    this.#form = h('form', { class: 'verdict', novalidate: true, 'data-testid': 'verdict-form',
      onsubmit: (event) => { event.preventDefault(); this.submit(); },
      oninput: () => (this.#touched = true),
      onkeydown: (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.submit(); } } },
      this.#list,
      field('v-diagnosis', 'Diagnosis', this.#diagnosis),
      field('v-note', 'Note', this.#note, h('p', { id: 'v-note-warning', class: 'hint' }, 'No names or other identifiers of the patient.')),
      field('v-reader', 'Reader', this.#reader),
      this.#error,
      h('div', { class: 'actions' }, this.#submit, h('kbd', { class: 'wide-only' }, 'Ctrl+Enter'), this.#takeBack));
    this.#reader.addEventListener('change', () => this.#drawMine());
    this.#signOn();
    app.events.addEventListener('config', () => this.#signOn());
    this.element = h('section', { class: 'panel', 'aria-labelledby': 'verdict-title' }, this.#title, this.#earlier, this.#done, this.#form);
  }

  /** With sign-on on a verdict is its giver's, and nobody else's. */
  #signOn() {
    const { config, session } = this.#app;
    if (config?.signOn) {
      this.#reader.value = session.name;
      this.#reader.readOnly = true;
    }
  }

  /** Shows a study's verdicts and, unless the reader has begun to write, his own as the form's start. */
  draw(study) {
    const first = this.#study === null;
    this.#study = study;
    this.#drawVerdicts();
    this.#drawList();
    if (first || !this.#touched) {
      this.#drawMine();
    }
  }

  key(event) {
    if (/^[1-9]$/.test(event.key) && this.#names[Number(event.key) - 1] && !this.#form.hidden) {
      const name = this.#names[Number(event.key) - 1];
      this.#say(name, CYCLE[this.#said.get(name) ?? '']);
      announce(`${findingWord(name)}: ${this.#said.get(name) || 'not said'}`);
      return true;
    }
    if (event.key === 'd' && !this.#form.hidden) {
      this.#diagnosis.focus();
      return true;
    }
    return false;
  }

  /** What the reader has said and not taken back. */
  #mine() {
    const reader = this.#reader.value.trim();
    const last = (this.#study?.verdicts ?? []).filter((verdict) => verdict.reader === reader).at(-1);
    return reader && last && !last.withdrawn ? last : undefined;
  }

  #drawMine() {
    const mine = this.#mine();
    this.#title.textContent = mine && this.#done.hidden ? 'Amend your verdict' : 'Verdict';
    this.#submit.textContent = mine ? 'Amend verdict' : 'Give verdict';
    this.#takeBack.hidden = !mine;
    if (mine && !this.#touched) {
      this.#diagnosis.value = mine.diagnosis ?? '';
      this.#note.value = mine.note ?? '';
      mine.findings.forEach(({ finding, present }) => this.#said.set(finding, present ? 'present' : 'absent'));
      this.#drawList();
    }
  }

  #drawVerdicts() {
    const { verdicts } = this.#study;
    const later = new Map(verdicts.filter(({ amends }) => amends).map((verdict) => [verdict.amends, verdict]));
    put(this.#earlier, verdicts.map((verdict) => this.#verdict(verdict, later.get(verdict.verdictId))).reverse());
  }

  #verdict(verdict, later) {
    const marks = verdict.findings.map(({ finding, present }) =>
      h('li', {}, h('b', {}, present ? '+ ' : '− '), `${findingWord(finding)} ${present ? 'present' : 'absent'}`));
    return h('article', { class: later || verdict.withdrawn ? 'given amended' : 'given', 'data-testid': 'verdict', 'data-reader': verdict.reader },
      h('header', {}, h('strong', {}, verdict.reader),
        h('time', { class: 'muted', datetime: verdict.givenAt }, timeOfDay(Date.parse(verdict.givenAt), this.#app.clock.now())),
        fate(verdict, later)),
      verdict.diagnosis && h('p', {}, verdict.diagnosis),
      marks.length > 0 && h('ul', { class: 'plain' }, marks),
      verdict.note && h('p', { class: 'muted note-text' }, verdict.note));
  }

  /** The findings that can be said: the study's own, or those of its kind's model where it has none. */
  #drawList() {
    const own = byWeight(this.#study.scores, this.#study.reason).map(({ finding }) => finding);
    const known = own.length > 0 ? own : this.#app.list.findings.get(this.#study.kind) ?? [];
    const names = [...new Set([...known, ...this.#said.keys()])];
    this.#names = names;
    if (names.length === 0) {
      put(this.#list);
      return;
    }
    put(this.#list, h('p', { class: 'field-label' }, 'Findings'), names.map((name, index) => this.#finding(name, index)));
  }

  #finding(name, index) {
    const said = this.#said.get(name) ?? '';
    const button = (value, label) => h('button', {
      type: 'button', 'aria-pressed': String(said === value), class: `say ${value}`, 'data-testid': `verdict-${name}-${value}`,
      onclick: () => this.#say(name, said === value ? '' : value),
    }, label);
    return h('div', { class: 'verdict-finding', role: 'group', 'aria-label': findingWord(name), 'data-testid': 'verdict-finding', 'data-finding': name },
      index < 9 ? h('kbd', { class: 'wide-only', 'aria-hidden': 'true' }, index + 1) : null,
      h('span', { class: 'verdict-name' }, findingWord(name), isShortLabel(name) && h('span', { class: 'muted' }, ` ${name}`)),
      h('span', { class: 'segmented' }, button('present', 'Present'), button('absent', 'Absent')));
  }

  #say(name, value) {
    const focused = document.activeElement?.dataset?.testid;
    this.#touched = true;
    if (value) {
      this.#said.set(name, value);
    } else {
      this.#said.delete(name);
    }
    this.#drawList();
    if (focused) {
      [...this.#list.querySelectorAll('button')].find(({ dataset }) => dataset.testid === focused)?.focus();
    }
  }

  #body() {
    const optional = (value) => value.trim() || undefined;
    return {
      reader: this.#reader.value.trim(),
      diagnosis: optional(this.#diagnosis.value),
      findings: [...this.#said].map(([finding, value]) => ({ finding, present: value === 'present' })),
      note: optional(this.#note.value),
      revision: this.#study.revision,
    };
  }

  async submit() {
    if (this.#busy || !this.#study) {
      return;
    }
    const body = this.#body();
    if (!body.reader) {
      this.#complain('Say who you are: a verdict needs its reader.', this.#reader);
    } else if (!body.diagnosis && !body.note && body.findings.length === 0) {
      this.#complain('A verdict says something: a finding, a diagnosis or a note.', this.#diagnosis);
    } else {
      await this.#send(body);
    }
  }

  async #send(body) {
    this.#busy = true;
    this.#submit.disabled = true;
    this.#error.hidden = true;
    try {
      await this.#app.api.verdict(this.#study.studyId, body);
      remember('reader', body.reader);
      this.#touched = false;
      this.#given();
    } catch (problem) {
      const what = problem.passing ? 'The verdict was not taken' : 'The verdict was refused';
      const advice = problem.passing ? ' What you wrote is still here; send it again. Sending twice counts once.' : '';
      this.#complain(`${what}. ${problem.message}.${advice}`.replaceAll('..', '.'));
    } finally {
      this.#busy = false;
      this.#submit.disabled = false;
    }
  }

  async #withdraw() {
    if (this.#busy || !this.#study) {
      return;
    }
    this.#busy = true;
    this.#takeBack.disabled = true;
    this.#error.hidden = true;
    try {
      await this.#app.api.takeBack(this.#study.studyId, this.#reader.value.trim());
      this.#touched = false;
      this.#said.clear();
      this.#diagnosis.value = '';
      this.#note.value = '';
      this.#takenBack();
      this.#submit.focus();
    } catch (problem) {
      this.#complain(`The verdict was not taken back. ${problem.message}.`.replaceAll('..', '.'));
    } finally {
      this.#busy = false;
      this.#takeBack.disabled = false;
    }
  }

  #complain(message, field) {
    this.#error.textContent = message;
    this.#error.hidden = false;
    field?.setAttribute('aria-invalid', 'true');
    field?.addEventListener('input', () => field.removeAttribute('aria-invalid'), { once: true });
    field?.focus();
  }

  /** After a verdict: what comes next. */
  showDone(next, words) {
    const again = () => { this.#done.hidden = true; this.#form.hidden = false; this.#drawMine(); };
    const go = next
      ? h('button', { class: 'primary', 'data-testid': 'next-study', onclick: () => this.#app.openStudy(next.studyId) }, 'Next study: ', words)
      : h('button', { class: 'primary', 'data-testid': 'next-study', onclick: () => this.#app.openList() }, 'Back to the worklist');
    put(this.#done, h('p', {}, h('strong', {}, 'Verdict saved.')), h('div', { class: 'actions' }, go, h('button', { 'data-testid': 'amend', onclick: again }, 'Amend')));
    this.#title.textContent = 'Verdict';
    this.#done.hidden = false;
    this.#form.hidden = true;
    go.focus();
  }
}

/** What became of a verdict, or what it did to an earlier one. */
function fate(verdict, later) {
  const words = later?.withdrawn ? 'Taken back later' : later ? 'Amended later'
    : verdict.withdrawn ? 'Taken back' : verdict.amends ? 'Amendment' : '';
  return words && h('span', { class: 'tag' }, words);
}

function field(id, label, input, ...more) {
  return h('div', { class: 'field' }, h('label', { for: id }, label), input, more);
}
