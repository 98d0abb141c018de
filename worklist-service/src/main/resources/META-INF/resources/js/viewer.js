// <vigil-viewer>: a picture with zoom, pan, window and level, by mouse, touch and keys.

import { h, put, svg, text } from './dom.js';
import { autoWindow, clampWindow } from './window.js';
import { fit, keepInSight, pixelAt, zoomAt } from './viewport.js';

const STEP = 1.25;
const MOVE = 48;
const NO_IMAGE = 'No image';

export class Viewer extends HTMLElement {
  #picture = null;
  #overlay = null;
  #opacity = 1;
  #window = null;
  #invert = false;
  #mode = 'pan';
  #place = null;
  #fitted = true;
  #pointers = new Map();
  #painting = false;
  #canvas = h('canvas', { tabindex: '0', 'data-testid': 'canvas', role: 'img', 'aria-label': NO_IMAGE });
  #stage = h('div', { class: 'stage' });
  #message = h('div', { class: 'stage-message', role: 'status', 'data-testid': 'image-state' });
  #readout = h('div', { class: 'readout', 'aria-hidden': 'true', 'data-testid': 'readout' });
  #label = h('div', { class: 'readout label', 'aria-hidden': 'true', 'data-testid': 'image-label' });
  #value = h('div', { class: 'readout value', 'aria-hidden': 'true' });
  #buttons = new Map();

  connectedCallback() {
    if (this.childElementCount > 0) {
      return;
    }
    this.#stage.append(this.#canvas, this.#label, this.#readout, this.#value, this.#message);
    this.append(this.#toolbar(), this.#stage);
    new ResizeObserver(() => this.#resized()).observe(this.#stage);
    this.#listen();
  }

  #toolbar() {
    const icon = (d) => svg('svg', { class: 'shape', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { class: 'line', d }));
    const button = (name, label, key, d, onclick) => {
      const element = h('button', { class: 'tool', title: `${label} (${key})`, 'aria-label': label, 'data-testid': `tool-${name}`, onclick }, icon(d), h('span', {}, label));
      this.#buttons.set(name, element);
      return element;
    };
    return h('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Image' },
      button('pan', 'Move', 'w', 'M8 1.5v13M1.5 8h13M6 3.5l2-2 2 2M6 12.5l2 2 2-2M3.5 6l-2 2 2 2M12.5 6l2 2-2 2', () => this.#setMode('pan')),
      button('window', 'Window', 'w', 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 2v12M10.5 5.5v5M12.5 7v2', () => this.#setMode('window')),
      h('i', { class: 'gap' }),
      button('zoom-in', 'Zoom in', '+', 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5l3.5 3.5M7 5v4M5 7h4', () => this.#zoom(STEP)),
      button('zoom-out', 'Zoom out', '−', 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.5 10.5l3.5 3.5M5 7h4', () => this.#zoom(1 / STEP)),
      h('i', { class: 'gap' }),
      button('auto', 'Auto', 'a', 'M2 13.5c3 0 3.5-9 6-9s3 9 6 9M2 2.5v11h12', () => this.#auto()),
      button('invert', 'Invert', 'i', 'M2.5 2.5h11v11h-11zM13.5 2.5l-11 11M9 11h3M4 5.5h3M5.5 4v3', () => this.#setInvert(!this.#invert)),
      button('reset', 'Reset', '0', 'M3 8a5 5 0 1 1 1.6 3.7M3 12.5V9h3.5', () => this.reset()));
  }

  /** Says that a picture is on its way, or why there is none. */
  say(message, state) {
    this.#picture = null;
    this.#canvas.setAttribute('aria-label', NO_IMAGE);
    this.#paintSoon();
    put(this.#message, state === 'loading' ? h('i', { class: 'spinner', 'aria-hidden': 'true' }) : null, h('span', {}, message));
    this.#message.dataset.state = state;
    this.#message.hidden = false;
    this.dataset.state = state;
    text(this.#readout, '');
    text(this.#value, '');
    text(this.#label, '');
  }

  /** Shows a picture, whole and as normalised. `label` says to everybody what it is. */
  show(picture, label) {
    this.#picture = picture;
    this.overlay(null);
    this.#message.hidden = true;
    this.#message.dataset.state = 'shown';
    this.dataset.state = 'shown';
    this.#canvas.setAttribute('aria-label', label);
    text(this.#label, label);
    this.reset();
  }

  /** Lays a bitmap over the whole picture, or takes it away (null). Owns the bitmap from then on. */
  overlay(bitmap, opacity = 1) {
    this.#overlay?.close();
    this.#overlay = bitmap;
    this.#canvas.dataset.overlay = String(bitmap !== null);
    this.overlayOpacity(opacity);
  }

  /** 0 (not seen) to 1 (as drawn). */
  overlayOpacity(opacity) {
    this.#opacity = opacity;
    this.#paintSoon();
  }

  reset() {
    if (this.#picture) {
      this.#window = { ...this.#picture.full };
      this.#fitted = true;
      this.#setInvert(false);
    }
  }

  focusCanvas() {
    this.#canvas.focus({ preventScroll: true });
  }

  /** Takes a key; true where it meant something to the image. */
  key(event) {
    if (!this.#picture) {
      return false;
    }
    const { levels } = this.#picture;
    const onCanvas = event.target === this.#canvas;
    const keys = {
      '+': () => this.#zoom(STEP),
      '=': () => this.#zoom(STEP),
      '-': () => this.#zoom(1 / STEP),
      0: () => this.reset(),
      i: () => this.#setInvert(!this.#invert),
      a: () => this.#auto(),
      w: () => this.#setMode(this.#mode === 'pan' ? 'window' : 'pan'),
      '[': () => this.#setWindow({ ...this.#window, width: this.#window.width / 1.15 }),
      ']': () => this.#setWindow({ ...this.#window, width: this.#window.width * 1.15 }),
      '{': () => this.#setWindow({ ...this.#window, centre: this.#window.centre + levels / 32 }),
      '}': () => this.#setWindow({ ...this.#window, centre: this.#window.centre - levels / 32 }),
    };
    const arrows = {
      ArrowLeft: () => this.#pan(MOVE, 0),
      ArrowRight: () => this.#pan(-MOVE, 0),
      ArrowUp: () => this.#pan(0, MOVE),
      ArrowDown: () => this.#pan(0, -MOVE),
    };
    const action = keys[event.key] ?? (onCanvas ? arrows[event.key] : undefined);
    action?.();
    return action !== undefined;
  }

  #listen() {
    const canvas = this.#canvas;
    canvas.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener('pointerdown', (event) => this.#down(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      canvas.addEventListener(end, (event) => this.#pointers.delete(event.pointerId));
    }
    canvas.addEventListener('pointerleave', () => text(this.#value, ''));
    canvas.addEventListener('contextmenu', (event) => event.preventDefault());
    canvas.addEventListener('dblclick', () => this.reset());
  }

  #wheel(event) {
    event.preventDefault();
    const { x, y } = this.#at(event);
    const lines = event.deltaMode === 1 ? event.deltaY * 30 : event.deltaY;
    this.#zoom(Math.exp(-Math.max(-300, Math.min(300, lines)) / 500), x, y);
  }

  #down(event) {
    if (this.#picture) {
      this.#canvas.setPointerCapture(event.pointerId);
      const windowing = event.button === 2 || event.shiftKey || this.#mode === 'window';
      this.#pointers.set(event.pointerId, { ...this.#at(event), windowing });
    }
  }

  #move(event) {
    const at = this.#at(event);
    const pointer = this.#pointers.get(event.pointerId);
    if (!this.#picture) {
      return;
    }
    if (!pointer) {
      this.#showValue(at);
    } else if (this.#pointers.size === 2) {
      this.#pinch(event.pointerId, at);
    } else if (pointer.windowing) {
      this.#dragWindow(at.x - pointer.x, at.y - pointer.y);
    } else {
      this.#pan(at.x - pointer.x, at.y - pointer.y);
    }
    if (pointer) {
      this.#pointers.set(event.pointerId, { ...pointer, ...at });
    }
  }

  /** Two fingers: their distance zooms, their middle moves. */
  #pinch(id, at) {
    const [[otherId, other]] = [...this.#pointers].filter(([key]) => key !== id);
    const before = this.#pointers.get(id);
    const distance = (p) => Math.max(1, Math.hypot(p.x - other.x, p.y - other.y));
    const middle = (p) => ({ x: (p.x + other.x) / 2, y: (p.y + other.y) / 2 });
    const from = middle(before);
    const to = middle(at);
    this.#zoom(distance(at) / distance(before), from.x, from.y);
    this.#pan(to.x - from.x, to.y - from.y);
    this.#pointers.get(otherId).windowing = false;
    before.windowing = false;
  }

  /** Sideways is width, up and down is level, the whole stage being the whole range. */
  #dragWindow(dx, dy) {
    const { levels } = this.#picture;
    const { width, height } = this.#view();
    this.#setWindow({
      width: this.#window.width + (dx / width) * levels,
      centre: this.#window.centre + (dy / height) * levels,
    });
  }

  #setWindow(window) {
    this.#window = clampWindow(window, this.#picture.levels);
    this.#paintSoon();
  }

  #auto() {
    if (this.#picture) {
      this.#setWindow(autoWindow(this.#picture.luminances(), this.#picture.levels));
    }
  }

  #setInvert(invert) {
    this.#invert = invert;
    this.#buttons.get('invert').setAttribute('aria-pressed', String(invert));
    this.#setMode(this.#mode);
    this.#paintSoon();
  }

  #setMode(mode) {
    this.#mode = mode;
    for (const name of ['pan', 'window']) {
      this.#buttons.get(name).setAttribute('aria-pressed', String(name === mode));
    }
    this.#canvas.dataset.mode = mode;
  }

  #zoom(factor, x, y) {
    if (this.#place && this.#picture) {
      const view = this.#view();
      const least = fit(this.#picture, view).scale / 2;
      this.#place = keepInSight(zoomAt(this.#place, factor, x ?? view.width / 2, y ?? view.height / 2, least), this.#picture, view);
      this.#fitted = false;
      this.#paintSoon();
    }
  }

  #pan(dx, dy) {
    if (this.#place && this.#picture) {
      this.#place = keepInSight({ ...this.#place, x: this.#place.x + dx, y: this.#place.y + dy }, this.#picture, this.#view());
      this.#fitted = false;
      this.#paintSoon();
    }
  }

  #at(event) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #view() {
    return { width: this.#stage.clientWidth, height: this.#stage.clientHeight };
  }

  #resized() {
    const { width, height } = this.#view();
    const ratio = devicePixelRatio || 1;
    this.#canvas.width = Math.max(1, Math.round(width * ratio));
    this.#canvas.height = Math.max(1, Math.round(height * ratio));
    this.#paint();
  }

  #paintSoon() {
    if (!this.#painting) {
      this.#painting = true;
      requestAnimationFrame(() => {
        this.#painting = false;
        this.#paint();
      });
    }
  }

  #paint() {
    const context = this.#canvas.getContext('2d');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    if (!this.#picture || this.#stage.clientWidth === 0) {
      return;
    }
    if (this.#fitted || !this.#place) {
      this.#place = fit(this.#picture, this.#view());
    }
    const { scale, x, y } = this.#place;
    const ratio = this.#canvas.width / this.#stage.clientWidth;
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
    context.imageSmoothingEnabled = scale * ratio < 4; // Closer than that, single pixels are what one wants to see.
    context.imageSmoothingQuality = 'high';
    context.drawImage(this.#picture.render(this.#window, this.#invert), 0, 0);
    this.#paintOverlay(context);
    this.#writeReadout(scale);
  }

  #paintOverlay(context) {
    if (this.#overlay) {
      context.globalAlpha = this.#opacity;
      context.imageSmoothingEnabled = true;
      context.drawImage(this.#overlay, 0, 0, this.#picture.width, this.#picture.height);
      context.globalAlpha = 1;
    }
  }

  #writeReadout(scale) {
    const { width, height, bits, reduced, grey } = this.#picture;
    const { centre, width: range } = this.#window;
    const depth = `${bits} bit${reduced ? ', shown at 8' : ''} ${grey ? 'grey' : 'colour'}`;
    const lines = [`${width} × ${height} · ${depth}`, `Zoom ${Math.round(scale * 100)} %`, `W ${Math.round(range)}  L ${Math.round(centre)}${this.#invert ? '  inverted' : ''}`];
    text(this.#readout, lines.join('\n'));
    Object.assign(this.#canvas.dataset, { scale: scale.toFixed(4), window: Math.round(range), level: Math.round(centre), invert: this.#invert });
  }

  #showValue({ x, y }) {
    const pixel = pixelAt(this.#place, x, y);
    const value = this.#picture.valueAt(pixel.x, pixel.y);
    text(this.#value, value && `${pixel.x}, ${pixel.y}: ${value}`);
  }
}

customElements.define('vigil-viewer', Viewer);
