// The upload panel: pictures from camera, disk or drop, what they are, and how far they have come.

import { h, put } from './dom.js';
import { fieldsOf } from './metadata-fields.js';
import { Sending } from './sending.js';
import { SendingCard } from './sending-card.js';
import { recall, remember } from './store.js';
import { kindWord, roleWord } from './words.js';

const ACCEPT = 'image/*,.dcm,application/dicom';
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
  #metadata = h('div', { class: 'upload-metadata' });
  #error = h('p', { class: 'error', role: 'alert', hidden: true, 'data-testid': 'upload-error' });
  #submit = h('button', { class: 'primary', type: 'submit', 'data-testid': 'upload-submit' }, 'Send');
  #cards = h('div', { class: 'sendings', 'data-testid': 'sendings' });
  #drop;
  #title = h('h1', { id: 'upload-title', tabindex: '-1' }, 'Upload a study');

  constructor(app) {
    this.#app = app;
    this.#site.value = recall('site');
    this.#drop = this.#dropZone();
    const form = h('form', { novalidate: true, 'data-testid': 'upload-form', onsubmit: (event) => { event.preventDefault(); this.#send(); } },
      this.#drop, this.#list,
      h('div', { class: 'field-row' }, field('up-kind', 'Kind', this.#kind), field('up-priority', 'Priority', this.#priority)),
      field('up-site', 'Site', this.#site, 'The sender’s short name: small letters, digits and hyphens.'),
      this.#metadata, this.#error,
      h('div', { class: 'actions' }, this.#submit, h('span', { class: 'muted small' }, 'Names and dates inside DICOM files and all photo metadata are removed.')));
    this.element = h('section', { class: 'upload', 'aria-labelledby': 'upload-title', 'data-testid': 'upload' },
      h('header', { class: 'upload-head' }, this.#title, h('button', { class: 'quiet', 'data-testid': 'close-upload', onclick: () => app.openList() }, 'Close')),
      h('div', { class: 'upload-body' }, form, this.#cards));
    app.events.addEventListener('config', () => this.#drawKinds());
    app.events.addEventListener('study', ({ detail }) => this.#heard(detail));
    app.events.addEventListener('read', ({ detail }) => this.#follow(detail.studyId));
    this.#drawKinds();
    setInterval(() => this.#redrawWaiting(), 1_000);
  }

  focus() {
    this.#title.focus({ preventScroll: true });
  }

  #dropZone() {
    const files = this.#picker({ multiple: true, 'data-testid': 'upload-files', id: 'up-files' });
    const camera = this.#picker({ capture: 'environment', accept: 'image/*', 'data-testid': 'upload-camera', id: 'up-camera' });
    const zone = h('div', { class: 'drop', 'data-testid': 'upload-drop' },
      h('div', { class: 'pickers' },
        files, h('label', { class: 'button', for: 'up-files' }, 'Choose images'),
        camera, h('label', { class: 'button camera', for: 'up-camera' }, 'Take a photo')),
      h('p', { class: 'muted small wide-only' }, 'or drop them here. JPEG, PNG, BMP, TIFF or DICOM.'));
    for (const name of ['dragenter', 'dragover']) {
      zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add('over'); });
    }
    zone.addEventListener('dragleave', () => zone.classList.remove('over'));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      zone.classList.remove('over');
      this.#add(event.dataTransfer.files);
    });
    return zone;
  }

  #picker(more) {
    const input = h('input', { type: 'file', class: 'hidden-visually', accept: ACCEPT, ...more });
    input.addEventListener('change', () => {
      this.#add(input.files);
      input.value = ''; // So that the same file can be chosen again.
    });
    return input;
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
    const before = this.#metadataValues();
    const fields = fieldsOf(this.#kind.value);
    put(this.#metadata, fields.length > 0 && h('details', { open: Object.keys(before).length > 0 },
      h('summary', {}, 'About the patient (optional, no identifiers)'),
      h('div', { class: 'field-grid' }, fields.map((one) => this.#metadataField(one, before[one.name])))));
  }

  #metadataField({ name, label, options, hint, ...attributes }, value = '') {
    const id = `up-m-${name}`;
    const input = options
      ? h('select', { id, name }, h('option', { value: '' }, 'Not said'), options.map(([word, text]) => h('option', { value: word }, text)))
      : h('input', { id, name, inputmode: attributes.type === 'number' ? 'decimal' : null, autocomplete: 'off', ...attributes });
    input.dataset.testid = `upload-metadata-${name}`;
    input.value = value;
    return field(id, label, input, hint);
  }

  #metadataValues() {
    const inputs = [...this.#metadata.querySelectorAll('input, select')];
    return Object.fromEntries(inputs.filter(({ value }) => value.trim() !== '').map(({ name, value }) => [name, value.trim()]));
  }

  #add(files) {
    for (const file of files) {
      this.#files.push({ file, role: '', url: /^image\/(jpeg|png|bmp|webp|gif)$/.test(file.type) ? URL.createObjectURL(file) : null });
    }
    this.#complain('');
    this.#drawFiles();
  }

  #drawFiles() {
    const { roles = [], defaultRole } = this.#kinds.find(({ kind }) => kind === this.#kind.value) ?? {};
    put(this.#list, this.#files.map((entry, index) => {
      entry.role = roles.includes(entry.role) ? entry.role : '';
      return this.#fileLine(entry, index, roles, defaultRole);
    }));
    this.#submit.textContent = this.#files.length > 1 ? `Send ${this.#files.length} images as one study` : 'Send';
  }

  #fileLine(entry, index, roles, defaultRole) {
    const open = defaultRole ? `${roleWord(defaultRole)} (assumed)` : 'Not said';
    const select = h('select', { 'aria-label': `What ${entry.file.name} shows`, 'data-testid': 'upload-role', onchange: (event) => (entry.role = event.target.value) },
      h('option', { value: '' }, open), roles.map((role) => h('option', { value: role }, roleWord(role))));
    select.value = entry.role;
    return h('li', { 'data-testid': 'upload-file' },
      entry.url ? h('img', { src: entry.url, alt: '', width: 48, height: 48 }) : h('span', { class: 'file-kind', 'aria-hidden': 'true' }, extension(entry.file.name)),
      h('div', { class: 'file-name' }, h('span', {}, entry.file.name), h('span', { class: 'muted small' }, size(entry.file.size))),
      select,
      h('button', { type: 'button', class: 'quiet', 'aria-label': `Remove ${entry.file.name}`, onclick: () => this.#remove(index) }, '✕'));
  }

  #remove(index) {
    const [{ url }] = this.#files.splice(index, 1);
    if (url) {
      URL.revokeObjectURL(url);
    }
    this.#drawFiles();
  }

  #complain(message, input) {
    this.#error.textContent = message;
    this.#error.hidden = message === '';
    input?.focus();
  }

  #send() {
    const site = this.#site.value.trim();
    const bad = [...this.#metadata.querySelectorAll('input')].find((input) => !input.checkValidity());
    if (this.#files.length === 0) {
      this.#complain('Choose or take at least one image.');
    } else if (!this.#kind.value && !this.#files.every(({ file }) => mayBeDicom(file))) {
      this.#complain('Say what kind of study this is; only DICOM files say it themselves.', this.#kind);
    } else if (!site) {
      this.#complain('Say which site sends this study.', this.#site);
    } else if (!this.#site.checkValidity()) {
      this.#complain('A site is named by small letters, digits and inner hyphens, 40 at most.', this.#site);
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
    const sending = new Sending(`${this.#app.config.ingestUrl.replace(/\/$/, '')}/api/studies`, {
      site,
      kind: this.#kind.value,
      priority: this.#priority.value,
      metadata: this.#metadataValues(),
      files: this.#files,
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
    this.#files.forEach(({ url }) => url && URL.revokeObjectURL(url));
    this.#files = [];
    this.#priority.value = 'routine';
    put(this.#metadata);
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

function field(id, label, input, hint) {
  const hintId = hint && `${id}-hint`;
  if (hintId) {
    input.setAttribute('aria-describedby', hintId);
  }
  return h('div', { class: 'field' }, h('label', { for: id }, label), input, hint && h('p', { id: hintId, class: 'hint' }, hint));
}

/** DICOM files often have no telling name; browsers give them no type. */
const mayBeDicom = (file) => !/^(image|video|text)\//.test(file.type);

const extension = (name) => (/\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? 'file').toUpperCase();

function size(bytes) {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
