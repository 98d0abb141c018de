// The images of a study: thumbnails to choose from, and the viewer with the chosen one.

import { h, put } from './dom.js';
import { decode } from './picture.js';
import { roleSourceWord, roleWord } from './words.js';
import './viewer.js';

const THUMB = 72;

export class StudyImages extends EventTarget {
  #app;
  #images = [];
  #chosen = null;
  #pictures = new Map();
  #abort = new AbortController();
  #viewer = document.createElement('vigil-viewer');
  #thumbs = h('div', { class: 'thumbs', role: 'group', 'aria-label': 'Images of the study' });

  constructor(app) {
    super();
    this.#app = app;
    this.element = h('section', { class: 'images', 'aria-label': 'Images' }, this.#viewer, this.#thumbs);
  }

  close() {
    this.#abort.abort();
  }

  key(event) {
    if (event.key === 't' && this.#images.length > 1) {
      const at = this.#images.findIndex((image) => image.imageId === this.#chosen);
      this.#choose(this.#images[(at + 1) % this.#images.length]);
      return true;
    }
    return this.#viewer.key(event);
  }

  say(message, state) {
    this.#viewer.say(message, state);
  }

  focus() {
    this.#viewer.focusCanvas();
  }

  /** The ImageId of the image in the viewer. */
  get chosen() {
    return this.#chosen;
  }

  /** Lays a picture over the image, or none; it goes when another image is chosen. */
  overlay(bitmap, opacity = 1) {
    this.#viewer.overlay(bitmap, opacity);
  }

  overlayOpacity(opacity) {
    this.#viewer.overlayOpacity(opacity);
  }

  /** Takes the images of a study, keeping the chosen one where it is still there. */
  draw(images) {
    const same = JSON.stringify(images) === JSON.stringify(this.#images);
    if (same && images.length > 0) {
      return;
    }
    this.#images = images;
    put(this.#thumbs, images.map((image, index) => this.#thumb(image, index)));
    this.#thumbs.hidden = images.length < 2;
    if (images.length === 0) {
      this.#viewer.say('This study has no image yet.', 'missing');
    } else if (!images.some((image) => image.imageId === this.#chosen)) {
      this.#choose(images[0]);
    } else {
      this.#mark();
    }
    this.#loadOthers(images);
  }

  #thumb(image, index) {
    const canvas = h('canvas', { width: THUMB, height: THUMB, 'aria-hidden': 'true' });
    const assumed = image.roleSource === 'assumed';
    const button = h('button', {
      class: 'thumb', 'data-testid': 'thumbnail', 'data-image-id': image.imageId, 'aria-pressed': 'false',
      title: `${roleWord(image.role)}, ${roleSourceWord(image.roleSource)} · ${image.width} × ${image.height}, ${image.bitsPerSample} bit`,
      onclick: () => this.#choose(image),
    }, canvas, h('span', { class: 'thumb-label' }, `${index + 1} ${roleWord(image.role)}`),
    assumed && h('span', { class: 'assumed' }, 'assumed'));
    button.canvas = canvas;
    return button;
  }

  async #choose(image) {
    this.#chosen = image.imageId;
    this.#mark();
    this.#viewer.say('Loading the image…', 'loading');
    try {
      const picture = await this.#load(image);
      if (this.#chosen === image.imageId) {
        this.#viewer.show(picture, this.#label(image));
        this.dispatchEvent(new Event('chosen'));
      }
    } catch (error) {
      if (this.#chosen === image.imageId && error.name !== 'AbortError') {
        this.#viewer.say(`This image cannot be shown: ${plain(error)}.`, 'missing');
      }
    }
  }

  #label(image) {
    const at = this.#images.findIndex(({ imageId }) => imageId === image.imageId) + 1;
    const which = this.#images.length > 1 ? ` ${at} of ${this.#images.length}` : '';
    return `${roleWord(image.role)}${which} · role ${roleSourceWord(image.roleSource)}`;
  }

  #mark() {
    for (const thumb of this.#thumbs.children) {
      thumb.setAttribute('aria-pressed', String(thumb.dataset.imageId === this.#chosen));
    }
  }

  /** One after the other, the chosen one first: large radiographs must not fill the memory at once. */
  async #loadOthers(images) {
    for (const image of images) {
      try {
        await this.#load(image);
      } catch {
        // Its thumbnail stays empty; choosing it says why.
      }
    }
  }

  #load(image) {
    if (!this.#pictures.has(image.imageId)) {
      const loading = this.#fetch(image);
      this.#pictures.set(image.imageId, loading);
      loading.catch(() => this.#pictures.delete(image.imageId));
    }
    return this.#pictures.get(image.imageId);
  }

  async #fetch(image) {
    const bytes = await this.#app.api.image(image.href, this.#abort.signal);
    const picture = await decode(bytes);
    this.#drawThumb(image, picture);
    return picture;
  }

  #drawThumb(image, picture) {
    const thumb = [...this.#thumbs.children].find(({ dataset }) => dataset.imageId === image.imageId);
    const context = thumb?.canvas.getContext('2d');
    if (context) {
      const scale = Math.max(THUMB / picture.width, THUMB / picture.height);
      const [width, height] = [picture.width * scale, picture.height * scale];
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture.render(picture.full, false), (THUMB - width) / 2, (THUMB - height) / 2, width, height);
    }
  }
}

function plain(error) {
  if (error.status === 404) {
    return 'the server does not have it';
  }
  if (error.status === 0) {
    return 'the server does not answer';
  }
  return error.message.replace(/\.$/, '');
}
