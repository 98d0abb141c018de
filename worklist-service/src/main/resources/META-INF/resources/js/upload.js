import * as api from "./api.js";
import { el, errorBox } from "./dom.js";
import { words } from "./format.js";

const FIELDS = {
  "chest-xray": [["age", "Age (years)", "number"], ["sex", "Sex", ["", "female", "male", "other"]]],
  skin: [["age", "Age (years)", "number"], ["sex", "Sex", ["", "female", "male", "other"]], ["localization", "Body site", "text"]],
  tongue: [["age", "Age (years)", "number"], ["sex", "Sex", ["", "female", "male", "other"]]],
};
const STEPS = [["sending", "Sending"], ["accepted", "Safe in the store"], ["waiting", "On the worklist, waiting for the model"], ["scored", "Scored"], ["placed", "Placed"]];

/** Sends pictures as one study and shows each step as it happens. */
export class UploadDialog {
  constructor({ config, open }) {
    this.config = config;
    this.open = open;
    this.files = [];
    this.element = el("dialog", { "aria-label": "Upload a study", dataset: { testid: "upload-dialog" } });
    this.element.addEventListener("close", () => this.forget());
    this.build();
    document.body.append(this.element);
  }

  show() {
    this.build();
    this.element.showModal();
  }

  build() {
    this.files = [];
    this.kind = el("select", { dataset: { testid: "upload-kind" }, onchange: () => { this.fields(); this.list(); } },
      this.config.kinds.map(({ kind }) => el("option", { value: kind }, words(kind))));
    this.siteInput = el("input", { required: true, pattern: "[a-z0-9]([a-z0-9\\-]{0,38}[a-z0-9])?", value: localStorage.getItem("vigil.site") ?? "local",
      title: "Lower-case letters, digits and hyphens", dataset: { testid: "upload-site" } });
    this.priority = el("select", {}, [["routine", "routine"], ["stat", "stat"]].map(([value, text]) => el("option", { value }, text)));
    this.input = el("input", { type: "file", multiple: true, accept: "image/*,.dcm,application/dicom", class: "visually-hidden", id: "upload-files",
      dataset: { testid: "upload-files" }, onchange: () => this.add(this.input.files) });
    this.camera = el("input", { type: "file", accept: "image/*", capture: "environment", class: "visually-hidden", id: "upload-camera", onchange: () => this.add(this.camera.files) });
    const drop = el("div", { class: "drop" }, this.input, this.camera,
      el("div", { class: "row" },
        el("button", { type: "button", onclick: () => this.input.click() }, "Choose pictures"),
        el("button", { type: "button", onclick: () => this.camera.click() }, "Take a photograph")),
      el("p", { class: "soft" }, "or drop them here. JPEG, PNG, TIFF, BMP, WebP or DICOM."));
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); this.add(event.dataTransfer.files); });
    this.filesList = el("ul", { class: "files" });
    this.metadata = el("div", { class: "row" });
    this.result = el("div");
    this.send = el("button", { class: "primary", disabled: true, dataset: { testid: "upload-send" } }, "Send");
    const form = el("form", { class: "form", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      el("div", { class: "row" }, el("label", { class: "field" }, "Kind", this.kind), el("label", { class: "field" }, "Site", this.siteInput), el("label", { class: "field" }, "Priority", this.priority)),
      drop, this.filesList, this.metadata, el("p", { class: "soft" }, "Do not send names, dates of birth or numbers of patients."), this.result, this.send);
    this.element.replaceChildren(el("header", {}, el("h2", {}, "Upload a study"),
      el("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: () => this.element.close() }, "✕")), form);
    this.fields();
  }

  fields() {
    this.metadata.replaceChildren(...(FIELDS[this.kind.value] ?? []).map(([name, label, type]) => el("label", { class: "field" }, label,
      Array.isArray(type) ? el("select", { dataset: { name } }, type.map((value) => el("option", { value }, value || "not said")))
        : el("input", { type, min: "0", max: "130", maxlength: "100", dataset: { name } }))));
  }

  add(files) {
    this.files.push(...[...files].map((file) => ({ file, role: "" })));
    this.list();
  }

  list() {
    const { roles = [] } = this.config.kinds.find(({ kind }) => kind === this.kind.value) ?? {};
    this.forget();
    this.urls = [];
    this.filesList.replaceChildren(...this.files.map((entry, index) => {
      const url = URL.createObjectURL(entry.file);
      this.urls.push(url);
      return el("li", {}, el("img", { src: url, alt: "" }), el("span", { title: entry.file.name }, entry.file.name),
        el("select", { "aria-label": `What ${entry.file.name} shows`, onchange: (event) => { entry.role = event.target.value; } },
          [["", "as usual"], ...roles.map((role) => [role, role])].map(([value, text]) => el("option", { value, selected: value === entry.role }, text))),
        el("button", { type: "button", class: "quiet", "aria-label": `Remove ${entry.file.name}`, onclick: () => { this.files.splice(index, 1); this.list(); } }, "✕"));
    }));
    this.send.disabled = this.files.length === 0;
  }

  forget() {
    for (const url of this.urls ?? []) URL.revokeObjectURL(url);
  }

  async submit() {
    localStorage.setItem("vigil.site", this.siteInput.value);
    this.send.disabled = true;
    const steps = new Map(STEPS.map(([name, text]) => [name, el("li", { dataset: { state: "todo", step: name, testid: `step-${name}` } }, text)]));
    const mark = (name, state, text) => { const node = steps.get(name); node.dataset.state = state; if (text) node.textContent = text; };
    const progress = el("progress", { max: "1", value: "0", "aria-label": "Sent" });
    this.result.replaceChildren(progress, el("ol", { class: "steps", "aria-live": "polite" }, ...steps.values()));
    mark("sending", "doing");
    try {
      const receipt = await api.upload(this.ingestUrl(), this.form(), (share) => {
        progress.value = share;
        mark("sending", "doing", `Sending ${Math.round(share * 100)}%`);
      });
      progress.value = 1;
      mark("sending", "done", "Sent");
      mark("accepted", "done", receipt.images.some((image) => image.duplicate) ? "Safe in the store (it was here already)" : "Safe in the store");
      mark("waiting", "doing");
      await this.watch(receipt.studyId, mark);
    } catch (problem) {
      const open = [...steps.values()].find((node) => node.dataset.state === "doing");
      if (open) open.dataset.state = "failed";
      this.result.append(errorBox(`${problem.about ? `${problem.about}: ` : ""}${problem.message}`));
      this.send.disabled = false;
    }
  }

  /** Ingest runs beside this page: through the same host name, so that phones and tunnels find it. */
  ingestUrl() {
    const url = new URL(this.config.ingestUrl);
    if (["localhost", "127.0.0.1"].includes(url.hostname) && ["localhost", "127.0.0.1"].includes(location.hostname)) url.hostname = location.hostname;
    return url.origin;
  }

  form() {
    const metadata = {};
    for (const node of this.metadata.querySelectorAll("[data-name]")) if (node.value) metadata[node.dataset.name] = node.value;
    const form = new FormData();
    const study = { site: this.siteInput.value, kind: this.kind.value, priority: this.priority.value, metadata };
    form.append("study", new Blob([JSON.stringify(study)], { type: "application/json" }), "study.json");
    for (const { file, role } of this.files) form.append(role ? `image.${role}` : "image", file, file.name || "photo");
    return form;
  }

  async watch(studyId, mark) {
    for (let tries = 0; tries < 240 && this.element.open; tries++) {
      const study = await api.study(studyId).catch(() => null);
      if (study) mark("waiting", "done", "On the worklist");
      if (study && study.state !== "waiting") {
        const silent = study.state === "abstained";
        mark("scored", silent ? "failed" : "done", silent ? `No score: ${study.reason}` : "Scored");
        mark("placed", "done", study.position ? `At position ${study.position} (${study.urgency})` : "Read already");
        this.result.append(el("button", { type: "button", dataset: { testid: "upload-open" }, onclick: () => { this.element.close(); this.open(studyId); } }, "Open the study"));
        return;
      }
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
    mark("scored", "failed", "No score yet; the study is safe and will appear on the worklist");
  }
}
