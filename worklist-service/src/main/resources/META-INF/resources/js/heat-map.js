// The heat map of one finding, laid over the image: asked for where there is none yet, with an
// opacity slider and a plain word on what it is and what it is not.

import { announce, h, put, text } from './dom.js';
import { findingWord } from './words.js';

const POLL = 1_500;
const PATIENCE = 45_000;
const OPACITY = 60;

export class HeatMapPanel {
  #app;
  #images;
  #study = null;
  #answer = null;
  #shown = false;
  #turn = 0;
  #timer = null;
  #abort = new AbortController();
  #select = h('select', { id: 'heat-map-finding', 'data-testid': 'heat-map-finding', onchange: () => this.#shown && this.#show() });
  #button = h('button', { 'data-testid': 'heat-map-show', 'aria-pressed': 'false', onclick: () => this.#toggle() }, 'Show heat map');
  #slider = h('input', {
    type: 'range', id: 'heat-map-opacity', 'data-testid': 'heat-map-opacity', min: '0', max: '100', step: '5', value: String(OPACITY),
    oninput: () => this.#images.overlayOpacity(this.#opacity()),
  });
  #state = h('p', { class: 'muted small', role: 'status', 'data-testid': 'heat-map-state' });
  #making = h('p', { class: 'muted small', 'data-testid': 'heat-map-making' });

  constructor(app, images) {
    this.#app = app;
    this.#images = images;
    this.element = h('section', { class: 'panel heat-map', 'aria-labelledby': 'heat-map-title', 'data-testid': 'heat-map', 'data-state': 'off', hidden: true },
      h('h2', { id: 'heat-map-title' }, 'Heat map'),
      h('p', { class: 'small', 'data-testid': 'heat-map-meaning' },
        'It shows which parts of the image raised this model’s score for a finding. It is not an outline of disease, it says nothing about what the model overlooked, and a wrong score has a heat map too.'),
      h('label', { for: 'heat-map-finding' }, 'Finding'), this.#select, this.#button,
      h('label', { for: 'heat-map-opacity' }, 'Opacity'), this.#slider, this.#state, this.#making);
    images.addEventListener('chosen', () => this.#shown && this.#show());
  }

  close() {
    this.#turn++;
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  /** Takes the study as it is now; other scores end what is shown. */
  draw(study) {
    const before = this.#study;
    this.#study = study;
    this.element.hidden = !(study.scores?.length > 0);
    if (before && said(before) === said(study)) {
      return;
    }
    this.#answer = null;
    this.#hide();
    const strongestFirst = [...(study.scores ?? [])].sort((a, b) => b.score - a.score);
    put(this.#select, strongestFirst.map(({ finding }) => h('option', { value: finding }, findingWord(finding))));
  }

  #toggle() {
    if (this.#shown) {
      this.#hide();
      announce('Heat map off');
    } else {
      this.#show();
    }
  }

  #hide() {
    this.#turn++;
    clearTimeout(this.#timer);
    this.#shown = false;
    this.#images.overlay(null);
    this.#button.setAttribute('aria-pressed', 'false');
    text(this.#button, 'Show heat map');
    text(this.#making, '');
    this.#say('', 'off');
  }

  async #show() {
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    this.#shown = true;
    this.#images.overlay(null);
    this.#button.setAttribute('aria-pressed', 'true');
    text(this.#button, 'Hide heat map');
    this.#say('Looking for the heat map…', 'loading');
    const { finding, imageId } = { finding: this.#select.value, imageId: this.#images.chosen };
    if (!(this.#study.inputsUsed ?? []).includes(imageId)) {
      this.#say('The model did not use this image, so there is nothing to show on it.', 'missing');
      return;
    }
    try {
      const map = await this.#find(turn, finding, imageId);
      if (turn === this.#turn && map) {
        await this.#lay(turn, map);
      }
    } catch (problem) {
      if (turn === this.#turn && problem.name !== 'AbortError') {
        this.#say(`The heat map cannot be shown: ${problem.message}.`, 'missing');
      }
    }
  }

  /** The map, asked for where there is none; null where it did not come. */
  async #find(turn, finding, imageId) {
    const { api } = this.#app;
    const wanted = (answer) => answer.maps.find((map) => map.finding === finding && map.imageId === imageId);
    const until = Date.now() + PATIENCE;
    for (let asked = false; turn === this.#turn; asked = true) {
      this.#answer = await api.explanations(this.#study.studyId);
      const map = wanted(this.#answer);
      if (map) {
        return map;
      }
      if (!asked) {
        await api.wantExplanation(this.#study.studyId, finding);
        this.#say('Asked for. Heat maps are made when no study waits to be scored.', 'asked');
      }
      if (Date.now() > until) {
        this.#say('No heat map came: the scoring service is busy, or has another model by now. You can ask again.', 'missing');
        return null;
      }
      await new Promise((resolve) => {
        this.#timer = setTimeout(resolve, POLL);
      });
    }
    return null;
  }

  async #lay(turn, map) {
    const bytes = await this.#app.api.image(map.href, this.#abort.signal);
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    if (turn !== this.#turn) {
      bitmap.close();
      return;
    }
    this.#images.overlay(bitmap, this.#opacity());
    this.#say(`Shown for ${findingWord(map.finding)}.`, 'shown');
    text(this.#making, making(this.#answer.making));
  }

  #opacity() {
    return Number(this.#slider.value) / 100;
  }

  #say(message, state) {
    text(this.#state, message);
    this.element.dataset.state = state;
  }
}

/** What the scores are known by. */
const said = (study) => JSON.stringify([study.bundle, study.revision, (study.scores ?? []).map(({ finding, score }) => [finding, score])]);

/** How a heat map was made, and so how coarse it is. */
export function making(making) {
  if (!making) {
    return '';
  }
  const { method, rows, columns, seenWidth, seenHeight } = making;
  return `Made by ${method} on a grid of ${columns} × ${rows} cells; the model saw the image at ${seenWidth} × ${seenHeight} pixels. Nothing finer than a cell means anything.`;
}
