import { el } from "./dom.js";
import { readGrey16 } from "./png.js";

/** Shows one picture with zoom, pan, window and level. Level and width are shares of the full range. */
export class Viewer {
  constructor() {
    this.canvas = el("canvas", { tabindex: "0", dataset: { testid: "canvas" },
      "aria-label": "Picture. Plus and minus zoom, arrows move, square brackets change the window, i inverts, 0 resets." });
    this.readout = el("output", {}, "");
    this.pointers = new Map();
    const tool = (label, title, action) => el("button", { type: "button", title, onclick: action }, label);
    this.element = el("div", { class: "viewer" }, this.canvas,
      el("div", { class: "tools" },
        tool("+", "Larger", () => this.zoom(1.25)), tool("−", "Smaller", () => this.zoom(0.8)),
        tool("Brighter", "Lower level", () => this.adjust(-0.05, 0)), tool("Darker", "Higher level", () => this.adjust(0.05, 0)),
        tool("Contrast +", "Narrower window", () => this.adjust(0, -0.1)), tool("Contrast −", "Wider window", () => this.adjust(0, 0.1)),
        tool("Invert", "Invert", () => this.invert()), tool("Reset", "Reset", () => this.reset()), this.readout));
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.canvas);
  }

  async show(url) {
    this.readout.textContent = "loading";
    const response = await fetch(url);
    if (!response.ok) {
      this.readout.textContent = "the picture is missing";
      return;
    }
    const bytes = await response.arrayBuffer();
    this.picture = (await readGrey16(bytes)) ?? (await colour(bytes));
    this.bitmap = Object.assign(document.createElement("canvas"), { width: this.picture.width, height: this.picture.height });
    this.reset();
  }

  reset() {
    Object.assign(this, { scale: 1, x: 0, y: 0, level: 0.5, width: 1, inverted: false });
    this.develop();
  }

  zoom(factor) {
    this.scale = Math.min(40, Math.max(0.2, this.scale * factor));
    this.draw();
  }

  move(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.draw();
  }

  adjust(level, width) {
    this.level = Math.min(1, Math.max(0, this.level + level));
    this.width = Math.min(2, Math.max(0.02, this.width + width));
    this.develop();
  }

  invert() {
    this.inverted = !this.inverted;
    this.develop();
  }

  /** Applies window and level to all pixels. */
  develop() {
    if (!this.picture) return;
    const { width, height, data, channels = 1 } = this.picture;
    const full = data instanceof Uint16Array ? 65535 : 255;
    const table = new Uint8ClampedArray(full + 1);
    const low = this.level - this.width / 2;
    for (let i = 0; i <= full; i++) {
      const value = (255 * (i / full - low)) / this.width;
      table[i] = this.inverted ? 255 - value : value;
    }
    const image = new ImageData(width, height);
    for (let i = 0; i < width * height; i++) {
      for (let c = 0; c < 3; c++) image.data[4 * i + c] = table[data[channels * i + (channels === 1 ? 0 : c)]];
      image.data[4 * i + 3] = 255;
    }
    this.bitmap.getContext("2d").putImageData(image, 0, 0);
    this.draw();
  }

  draw() {
    const ratio = window.devicePixelRatio || 1;
    const box = this.canvas.getBoundingClientRect();
    this.canvas.width = Math.max(1, box.width * ratio);
    this.canvas.height = Math.max(1, box.height * ratio);
    if (!this.picture) return;
    const context = this.canvas.getContext("2d");
    const fit = Math.min(this.canvas.width / this.picture.width, this.canvas.height / this.picture.height) * this.scale;
    context.imageSmoothingEnabled = fit < 4;
    context.setTransform(fit, 0, 0, fit,
      this.canvas.width / 2 + this.x * ratio - (this.picture.width * fit) / 2,
      this.canvas.height / 2 + this.y * ratio - (this.picture.height * fit) / 2);
    context.drawImage(this.bitmap, 0, 0);
    const percent = Math.round((fit / ratio) * 100);
    this.readout.textContent = `${percent}% · L ${Math.round(this.level * 100)} W ${Math.round(this.width * 100)}`;
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.12 : 1 / 1.12);
    }, { passive: false });
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, event);
    });
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => this.pointers.delete(event.pointerId));
    canvas.addEventListener("pointermove", (event) => this.drag(event));
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  drag(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const other = [...this.pointers.entries()].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const distance = (p) => Math.hypot(p.clientX - other.clientX, p.clientY - other.clientY);
      this.zoom(distance(event) / Math.max(1, distance(before)));
    } else if (event.buttons === 2 || event.shiftKey) {
      this.adjust((event.clientY - before.clientY) / 400, (event.clientX - before.clientX) / 300);
    } else {
      this.move(event.clientX - before.clientX, event.clientY - before.clientY);
    }
    this.pointers.set(event.pointerId, event);
  }

  key(event) {
    const actions = {
      "+": () => this.zoom(1.25), "=": () => this.zoom(1.25), "-": () => this.zoom(0.8), 0: () => this.reset(), i: () => this.invert(),
      "[": () => this.adjust(0, -0.1), "]": () => this.adjust(0, 0.1),
      ArrowLeft: () => this.move(30, 0), ArrowRight: () => this.move(-30, 0), ArrowUp: () => this.move(0, 30), ArrowDown: () => this.move(0, -30),
    };
    if (actions[event.key]) {
      event.preventDefault();
      event.stopPropagation();
      actions[event.key]();
    }
  }
}

async function colour(bytes) {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return { width: bitmap.width, height: bitmap.height, channels: 4, data };
}
