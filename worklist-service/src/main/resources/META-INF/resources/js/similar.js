// The confirmed cases that look most like the study, with filters and what they turned out to be.

import { Problem, parameters } from './api.js';
import { announce, h, put } from './dom.js';
import { studyHash } from './route.js';
import { session } from './session.js';
import { caseWords, cautions, reservation, sharedTraits, shareWords, similarityWords } from './similar-words.js';
import { findingWord, kindWord } from './words.js';

const SHOWN = 8;
const PATIENCE = 15_000;

export class SimilarStrip {
  #app;
  #study = null;
  #asked = '';
  #reading = new AbortController();
  #listening = new AbortController();
  #pictures = [];
  #filters = h('div', { class: 'similar-filters', role: 'group', 'aria-label': 'Only cases with' });
  #body = h('div', { class: 'similar-body', 'data-testid': 'similar-body' });

  constructor(app) {
    this.#app = app;
    this.element = h('section', { class: 'panel similar', 'aria-labelledby': 'similar-title', 'data-testid': 'similar', 'data-state': 'loading', hidden: true },
      h('h2', { id: 'similar-title', tabindex: '-1' }, 'Similar confirmed cases'), this.#filters, this.#body);
    app.events.addEventListener('config', () => this.#read(), { signal: this.#listening.signal });
  }

  /** Shows the cases of a study; asks again only where the study has changed. */
  draw(study) {
    const before = this.#study;
    this.#study = study;
    this.element.hidden = false;
    if (!before) {
      this.#drawFilters(study);
    }
    this.#read();
  }

  focus() {
    const first = this.#body.querySelector('a, button, summary') ?? this.element.querySelector('h2');
    first.focus();
    this.element.scrollIntoView({ block: 'nearest' });
  }

  close() {
    this.#listening.abort();
    this.#reading.abort();
    this.#forgetPictures();
  }

  #drawFilters(study) {
    const traits = sharedTraits(study);
    const findings = (study.scores ?? []).map((score) => score.finding);
    const names = { sex: `same sex (${traits.sex})`, age: `age ${traits.age?.replace('-', '–')}`, bodySite: `same place (${traits.bodySite})` };
    put(this.#filters,
      Object.keys(traits).map((name) => h('label', {},
        h('input', { type: 'checkbox', name, value: traits[name], 'data-testid': `similar-${name}`, onchange: () => this.#read() }), ` ${names[name]}`)),
      findings.length > 0 && h('label', {}, 'confirmed ',
        h('select', { name: 'finding', 'data-testid': 'similar-finding', onchange: () => this.#read() },
          h('option', { value: '' }, 'anything'),
          findings.map((finding) => h('option', { value: finding }, findingWord(finding))))),
      h('label', {},
        h('input', { type: 'checkbox', name: 'diversity', value: '0.3', 'data-testid': 'similar-diversity', onchange: () => this.#read() }), ' unlike one another'));
  }

  #wanted() {
    const words = {};
    for (const field of this.#filters.querySelectorAll('input:checked, select')) {
      words[field.name] = field.value;
    }
    return words;
  }

  async #read(again = false) {
    const address = this.#app.config?.retrievalUrl;
    if (!this.#study || !address) {
      return;
    }
    const wanted = this.#wanted();
    const base = reachable(address);
    const url = `${base}/api/studies/${encodeURIComponent(this.#study.studyId)}/similar?${parameters({ k: SHOWN, ...wanted })}`;
    const asked = `${url} ${this.#study.revision} ${this.#study.state} ${this.#study.verdicts?.length}`;
    if (asked === this.#asked && !again) {
      return;
    }
    this.#asked = asked;
    this.#reading.abort();
    this.#reading = new AbortController();
    const { signal } = this.#reading;
    try {
      const answer = await ask(url, signal);
      if (!signal.aborted) {
        this.#show(answer, wanted, base);
      }
    } catch (problem) {
      if (!signal.aborted) {
        this.#failed(problem);
      }
    }
  }

  #show(answer, wanted, base) {
    this.#forgetPictures();
    const filtered = Object.entries(wanted).some(([name, value]) => value && name !== 'diversity');
    const but = reservation(answer, filtered);
    const state = answer.cases.length === 0 ? 'empty' : answer.closeEnough ? 'shown' : 'far';
    this.element.dataset.state = state;
    put(this.#body,
      but && h('p', { class: 'similar-but', 'data-testid': 'similar-reservation' }, but),
      state === 'shown' && this.#found(answer, base),
      state === 'far' && h('details', { 'data-testid': 'similar-far' }, h('summary', {}, 'Show the nearest all the same'), this.#found(answer, base)));
    announce(but || `${answer.cases.length} similar cases`);
  }

  #found(answer, base) {
    return [summary(answer), h('ol', { class: 'similar-cases' }, answer.cases.map((found) => this.#card(found, base)))];
  }

  #card(found, base) {
    const picture = h('img', { alt: '', width: 72, height: 72 });
    if (found.thumbnail) {
      this.#picture(picture, base + found.thumbnail, this.#reading.signal);
    }
    const shared = found.sharedFindings.map(findingWord).join(', ');
    const readers = found.verdict?.readers > 1 ? `${found.verdict.readers} readers` : '';
    return h('li', {},
      h('a', { href: studyHash(found.studyId), class: 'similar-case', 'data-testid': 'similar-case', 'data-study-id': found.studyId },
        picture,
        h('span', { class: 'similar-what' },
          h('b', { 'data-testid': 'similar-diagnosis' }, caseWords(found.verdict)),
          h('span', {}, `similarity ${similarityWords(found.similarity)}`),
          shared && h('span', { class: 'muted small' }, `shared: ${shared}`),
          h('span', { class: 'muted small' }, [kindWord(found.kind), found.site, found.receivedAt.slice(0, 10), readers].filter(Boolean).join(' · ')))));
  }

  async #picture(element, url, signal) {
    try {
      const response = await fetch(url, { headers: await session.authorization(), signal });
      if (response.ok) {
        const address = URL.createObjectURL(await response.blob());
        this.#pictures.push(address);
        element.src = address;
      }
    } catch {
      // The case is shown without its picture.
    }
  }

  #forgetPictures() {
    this.#pictures.splice(0).forEach((address) => URL.revokeObjectURL(address));
  }

  #failed(problem) {
    this.element.dataset.state = problem.type === 'urn:vigil:problem:study-unknown' ? 'empty' : 'failed';
    const value = problem.type === 'urn:vigil:problem:unknown-value';
    const text = problem.status === 404
      ? 'This study has not come to the case library yet, or was taken out of it.'
      : value ? 'No confirmed case passes these filters.' : `Similar cases cannot be shown now. ${problem.message}.`;
    put(this.#body, h('p', { class: 'similar-but', 'data-testid': 'similar-reservation' }, text),
      !value && h('button', { class: 'quiet', 'data-testid': 'similar-again', onclick: () => this.#read(true) }, 'Ask again'));
    if (value) {
      this.element.dataset.state = 'empty';
    }
  }
}

function summary(answer) {
  const { confirmed, diagnoses } = answer.neighbourhood;
  return h('div', { class: 'similar-summary', 'data-testid': 'similar-summary' },
    h('ul', {}, diagnoses.map((d) => h('li', {}, h('b', {}, d.diagnosis.split(' + ').map(findingWord).join(' + ')), ` ${shareWords(d, confirmed)}`))),
    h('p', { class: 'muted small' }, cautions(answer).join(' ')));
}

/** A page opened as localhost reaches a loopback service by that name, too. */
function reachable(address) {
  const base = new URL(address);
  if (base.hostname === '127.0.0.1' && location.hostname === 'localhost') {
    base.hostname = 'localhost';
  }
  return base.origin;
}

async function ask(url, signal) {
  let response;
  let body;
  try {
    const headers = await session.authorization();
    response = await fetch(url, { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) });
    body = await response.text();
  } catch {
    throw Problem.unreachable('The case library');
  }
  if (!response.ok) {
    throw Problem.of(response.status, body, response.headers.get('Retry-After'));
  }
  return JSON.parse(body);
}
