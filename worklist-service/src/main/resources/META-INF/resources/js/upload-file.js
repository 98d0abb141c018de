// The line of one chosen image: how far it is, how well it was taken, and what can be done about it.

import { announce, h, put } from './dom.js';
import { roleWord } from './words.js';

export class UploadFile {
  role = '';
  url;
  #panel;
  #state = h('div', { class: 'file-state', 'data-testid': 'file-state' });
  #said = '';

  /**
   * @param held the file on its way
   * @param panel `retake(line)`, `remove(line)`, `changed(line)`
   */
  constructor(file, held, panel) {
    this.file = file;
    this.held = held;
    this.#panel = panel;
    this.url = /^image\/(jpeg|png|bmp|webp|gif)$/.test(file.type) ? URL.createObjectURL(file) : null;
    this.element = h('li', { 'data-testid': 'upload-file' });
    held.addEventListener('change', () => this.#drawState());
  }

  draw(roles, defaultRole) {
    this.role = roles.includes(this.role) ? this.role : '';
    const open = defaultRole ? `${roleWord(defaultRole)} (assumed)` : 'Not said';
    const { name } = this.file;
    const select = h('select', { 'aria-label': `What ${name} shows`, 'data-testid': 'upload-role', onchange: (event) => this.#roleChosen(event.target.value) },
      h('option', { value: '' }, open), roles.map((role) => h('option', { value: role }, roleWord(role))));
    select.value = this.role;
    put(this.element,
      this.url ? h('img', { src: this.url, alt: '', width: 48, height: 48 }) : h('span', { class: 'file-kind', 'aria-hidden': 'true' }, extension(name)),
      h('div', { class: 'file-name' }, h('span', {}, name), h('span', { class: 'muted small' }, size(this.file.size))),
      select,
      h('button', { type: 'button', class: 'quiet', 'aria-label': `Remove ${name}`, onclick: () => this.#panel.remove(this) }, '✕'),
      this.#state);
    this.#drawState();
  }

  #roleChosen(role) {
    this.role = role;
    this.#panel.changed(this);
  }

  #drawState() {
    const { step, offset, problem, quality } = this.held;
    this.element.dataset.step = step;
    const hints = quality?.measures.flatMap(({ hint }) => hint ?? []) ?? [];
    this.element.dataset.quality = quality ? (quality.good ? 'good' : 'poor') : 'unknown';
    put(this.#state, this.#words(step, offset, problem, quality, hints));
    this.#tell(step, hints);
  }

  #words(step, offset, problem, quality, hints) {
    const percent = Math.floor((100 * offset) / Math.max(1, this.held.size));
    if (step === 'sending') {
      return h('progress', { max: 100, value: percent, 'aria-label': `${this.file.name} sent` });
    }
    if (step === 'waiting') {
      return note('warn', `The network is away at ${percent} %. It goes on by itself.`, this.#button('Try now', 'try-now', () => this.held.wake()));
    }
    if (problem) {
      return note('fail', problem.detail || problem.title, this.#retake());
    }
    if (hints.length > 0) {
      return note('warn', h('ul', { 'data-testid': 'quality-hints' }, hints.map((hint) => h('li', {}, hint))), this.#retake());
    }
    return step === 'there' && note('good', quality ? 'Well taken, and held at the front door' : 'Held at the front door');
  }

  #retake() {
    return this.#button('Retake', 'retake', () => this.#panel.retake(this));
  }

  #button(words, id, onclick) {
    return h('button', { type: 'button', 'data-testid': id, 'aria-label': `${words}: ${this.file.name}`, onclick }, words);
  }

  #tell(step, hints) {
    const words = step === 'waiting' ? 'The network is away' : hints.join(' ');
    if (words && words !== this.#said) {
      announce(words);
    }
    this.#said = words;
  }

  /** Lets go of the preview. */
  close() {
    if (this.url) {
      URL.revokeObjectURL(this.url);
    }
  }
}

const MARKS = { good: '✓', warn: '!', fail: '✕' };

function note(kind, ...words) {
  return h('div', { class: `file-note ${kind}` }, h('i', { 'aria-hidden': 'true' }, MARKS[kind]), h('div', {}, words));
}

const extension = (name) => (/\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? 'file').toUpperCase();

function size(bytes) {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
