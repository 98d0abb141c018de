// The upload panel: pictures from camera, disk or drop, what they are, and how far they have come.

import { h, put } from './dom.js';
import { dropZone, picker } from './drop-zone.js';
import { HeldFile } from './held-file.js';
import { field, MetadataForm } from './metadata-form.js';
import { Sending } from './sending.js';
import { SendingCard } from './sending-card.js';
import { recall, remember } from './store.js';
import { UploadFile } from './upload-file.js';
import { kindWord } from './words.js';

const FOLLOW_EVERY = 2_000;

/** Used until the server has told its kinds, so that the form is whole from the start. */
const KINDS = [
  { kind: 'chest-xray', roles: ['frontal', 'lateral', 'other'], defaultRole: 'frontal' },
  { kind: 'skin', roles: ['clinical', 'dermoscopic', 'other'], defaultRole: 'clinical' },
  { kind: 'tongue', roles: ['tongue', 'other'], defaultRole: 'tongue' },
];

export class UploadPanel {
  #app;
  #files = [];
  #sendings = [];
  #following = false;
  #kind = h('select', { id: 'up-kind', 'data-testid': 'upload-kind', onchange: () => this.#kindChosen() });
  #site = h('input', { id: 'up-site', required: true, maxlength: 40, autocomplete: 'organization', autocapitalize: 'off', spellcheck: 'false', pattern: '[a-z0-9]([a-z0-9\\-]*[a-z0-9])?', 'data-testid': 'upload-site' });
  #priority = h('select', { id: 'up-priority', 'data-testid': 'upload-priority' }, h('option', { value: 'routine' }, 'Routine'), h('option', { value: 'stat' }, 'Stat'));
  #list = h('ul', { class: 'upload-files' });
  #metadata = new MetadataForm();
  #error = h('p', { class: 'error', role: 'alert', hidden: true, 'data-testid': 'upload-error' });
  #submit = h('button', { class: 'primary', type: 'submit', 'data-testid': 'upload-submit' }, 'Send');
  #cards = h('div', { class: 'sendings', 'data-testid': 'sendings' });
  #drop;
  #retaken = null;
  /** An input of its own: pictures that are chosen otherwise never replace one. */
  #retake = picker((files) => this.#takenAgain(files), { capture: 'environment', accept: 'image/*', tabindex: '-1', 'aria-label': 'Take the photo again' });
  #title = h('h1', { id: 'upload-title', tabindex: '-1' }, 'Upload a study');

  constructor(app) {
    this.#app = app;
    this.#site.value = recall('site');
    this.#drop = dropZone((files) => this.#add(files));
    const form = h('form', { novalidate: true, 'data-testid': 'upload-form', onsubmit: (event) => { event.preventDefault(); this.#send(); } },
      this.#drop, this.#list, this.#retake,
      h('div', { class: 'field-row' }, field('up-kind', 'Kind', this.#kind), field('up-priority', 'Priority', this.#priority)),
      field('up-site', 'Site', this.#site, 'The sender’s short name: small letters, digits and hyphens.'),
      this.#metadata.element, this.#error,
      h('div', { class: 'actions' }, this.#submit, h('span', { class: 'muted small' }, 'Names and dates inside DICOM files and all photo metadata are removed.')));
    this.element = h('section', { class: 'upload', 'aria-labelledby': 'upload-title', 'data-testid': 'upload' },
      h('header', { class: 'upload-head' }, this.#title, h('button', { class: 'quiet', 'data-testid': 'close-upload', onclick: () => app.openList() }, 'Close')),
      h('div', { class: 'upload-body' }, form, this.#cards));
    app.events.addEventListener('config', () => this.#configKnown());
    app.events.addEventListener('study', ({ detail }) => this.#heard(detail));
    app.events.addEventListener('read', ({ detail }) => this.#follow(detail.studyId));
    this.#drawKinds();
    setInterval(() => this.#redrawWaiting(), 1_000);
    window.addEventListener('online', () => this.#networkIsBack());
  }

  focus() {
    this.#title.focus({ preventScroll: true });
  }

  get #kinds() {
    return this.#app.config?.kinds ?? KINDS;
  }

  #drawKinds() {
    const chosen = this.#kind.value || recall('kind');
    put(this.#kind, h('option', { value: '' }, 'As DICOM says'), this.#kinds.map(({ kind }) => h('option', { value: kind }, kindWord(kind))));
    this.#kind.value = this.#kinds.some(({ kind }) => kind === chosen) ? chosen : '';
    this.#kindChosen();
  }

  #kindChosen() {
    this.#drawFiles();
    this.#lines.forEach((line) => this.changed(line));
    this.#metadata.draw(this.#kind.value);
  }

  /** A picture that is taken again stands in for the first. */
  #takenAgain(files) {
    if (this.#files.includes(this.#retaken) && files.length > 0) {
      const { role } = this.#retaken;
      this.remove(this.#retaken);
      this.#add(files, role);
    }
  }

  #add(files, role = '') {
    for (const file of files) {
      this.#files.push({ file, role });
    }
    this.#complain('');
    this.#begin();
    this.#drawFiles();
  }

  /** Sends what has been chosen at once: when the form is filled, the bytes are often there. */
  #begin() {
    if (this.#app.config) {
      this.#files = this.#files.map((entry) => (entry instanceof UploadFile ? entry : this.#line(entry)));
    }
  }

  #line({ file, role }) {
    const held = new HeldFile(this.#door, file, { recall, remember });
    const line = new UploadFile(file, held, this);
    line.role = role;
    held.send().then(() => this.changed(line));
    return line;
  }

  get #door() {
    return this.#app.config.ingestUrl.replace(/\/$/, '');
  }

  #configKnown() {
    this.#drawKinds();
    this.#begin();
    this.#drawFiles();
  }

  #networkIsBack() {
    this.#lines.forEach(({ held }) => held.wake());
    this.#sendings.forEach(({ files }) => files.forEach((held) => held.wake()));
  }

  get #lines() {
    return this.#files.filter((entry) => entry instanceof UploadFile);
  }

  #drawFiles() {
    const { roles = [], defaultRole } = this.#kinds.find(({ kind }) => kind === this.#kind.value) ?? {};
    this.#lines.forEach((line) => line.draw(roles, defaultRole));
    put(this.#list, this.#files.map((entry) => entry.element ?? h('li', { 'data-testid': 'upload-file' }, entry.file.name)));
    this.#submit.textContent = this.#files.length > 1 ? `Send ${this.#files.length} images as one study` : 'Send';
  }

  /** What a line shows has changed, or is there: how well it was taken may be another question now. */
  changed(line) {
    line.held.judge(this.#kind.value, line.role);
  }

  retake(line) {
    this.#retaken = line;
    this.#retake.click();
  }

  remove(line) {
    this.#files = this.#files.filter((entry) => entry !== line);
    line.held.discard();
    line.close();
    this.#drawFiles();
  }

  #complain(message, input) {
    this.#error.textContent = message;
    this.#error.hidden = message === '';
    input?.focus();
  }

  #send() {
    const site = this.#site.value.trim();
    const bad = this.#metadata.invalid();
    if (this.#files.length === 0) {
      this.#complain('Choose or take at least one image.');
    } else if (!this.#kind.value && !this.#files.every(({ file }) => mayBeDicom(file))) {
      this.#complain('Say what kind of study this is; only DICOM files say it themselves.', this.#kind);
    } else if (!site) {
      this.#complain('Say which site sends this study.', this.#site);
    } else if (!this.#site.checkValidity()) {
      this.#complain('A site is named by small letters, digits and inner hyphens, 40 at most.', this.#site);
    } else if (this.#lines.some(({ held }) => held.problem && held.step !== 'waiting')) {
      this.#complain('An image was refused: take it again or remove it.');
    } else if (bad) {
      this.#complain(bad.validationMessage, bad);
    } else if (!this.#app.config) {
      this.#complain('This page does not yet know where the front door is: the server has not told it. Try again in a moment.');
    } else {
      this.#complain('');
      this.#start(site);
    }
  }

  #start(site) {
    remember('site', site);
    remember('kind', this.#kind.value);
    const sending = new Sending(`${this.#door}/api/studies`, {
      site,
      kind: this.#kind.value,
      priority: this.#priority.value,
      metadata: this.#metadata.values(),
      files: this.#files.map(({ held, role }) => ({ held, role })),
    });
    this.#sendings.unshift(sending);
    const card = new SendingCard(sending);
    sending.card = card;
    this.#cards.prepend(card.element);
    sending.addEventListener('change', () => sending.step === 'accepted' && this.#followSoon());
    sending.send();
    this.#clear();
    card.element.scrollIntoView({ block: 'nearest' });
  }

  #clear() {
    this.#lines.forEach((line) => line.close());
    this.#files = [];
    this.#priority.value = 'routine';
    this.#metadata.clear();
    this.#kindChosen();
  }

  /** An event says where a study stands; no need to ask. */
  #heard(item) {
    this.#sendings.filter(({ receipt, step }) => receipt?.studyId === item.studyId && step !== 'read').forEach((sending) => sending.follow(item));
  }

  async #follow(studyId) {
    const sendings = this.#sendings.filter(({ receipt }) => receipt?.studyId === studyId);
    if (sendings.length === 0) {
      return;
    }
    try {
      const study = await this.#app.api.study(studyId);
      sendings.forEach((sending) => sending.follow(study));
    } catch {
      // Not on the list yet, or the server is away: asked again soon.
    }
  }

  /** Asks while something is on its way, since an event may come before the receipt, or never. */
  async #followSoon() {
    if (this.#following) {
      return;
    }
    this.#following = true;
    for (let open = this.#open(); open.length > 0; open = this.#open()) {
      await Promise.all(open.map(({ receipt }) => this.#follow(receipt.studyId)));
      await new Promise((resolve) => setTimeout(resolve, FOLLOW_EVERY));
    }
    this.#following = false;
  }

  #open() {
    return this.#sendings.filter((sending) => sending.open);
  }

  /** Positions of what has been placed go on changing with the list; countdowns count. */
  #redrawWaiting() {
    for (const sending of this.#sendings) {
      const item = this.#app.list.items.get(sending.receipt?.studyId);
      if (item && sending.study && item.position && item.position !== sending.study.position && sending.step !== 'read') {
        sending.follow(item);
      } else if (sending.open || sending.step === 'retrying') {
        sending.card.draw();
      }
    }
  }
}

/** DICOM files often have no telling name; browsers give them no type. */
const mayBeDicom = (file) => !/^(image|video|text)\//.test(file.type);
