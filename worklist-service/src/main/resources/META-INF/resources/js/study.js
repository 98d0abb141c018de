import * as api from "./api.js";
import { el, errorBox, findingBar, urgencyBadge } from "./dom.js";
import { abstention, clockTime, due, span, words } from "./format.js";
import { Viewer } from "./viewer.js";

const READER_KEY = "vigil.reader";

/** One study: its pictures, what the model says and from what, its history, and the reader's verdict. */
export class StudyView {
  constructor({ id, onVerdict, back }) {
    this.id = id;
    this.onVerdict = onVerdict;
    this.back = back;
    this.element = el("section", { "aria-label": "Study", dataset: { testid: "study" } }, el("p", { class: "soft" }, "Loading the study"));
  }

  async load() {
    try {
      this.study = await api.study(this.id);
    } catch (problem) {
      this.element.replaceChildren(this.toolbar(), errorBox(problem.status === 404 ? "There is no such study." : `The study cannot be shown: ${problem.message}`));
      return;
    }
    this.render();
  }

  /** The study changed on the server: show it, unless the reader is writing. */
  async update() {
    const writing = this.element.querySelector("form")?.contains(document.activeElement);
    if (!writing) await this.load();
  }

  toolbar() {
    return el("div", { class: "bar" }, el("button", { type: "button", onclick: this.back, dataset: { testid: "back" } }, "← Worklist"));
  }

  render() {
    const { study } = this;
    const bar = this.toolbar();
    const { text, overdue } = due(study.dueAt, Date.now());
    bar.append(urgencyBadge(study.urgency), el("h1", {}, words(study.kind)),
      el("span", { class: "soft" }, `${study.site} · ${study.position ? `position ${study.position}` : "read"} · waiting ${span(Date.now() - Date.parse(study.receivedAt))}`),
      el("span", { class: overdue ? "overdue" : "soft" }, study.state === "read" ? "" : text));
    const shown = this.viewer?.url;
    this.element.replaceChildren(bar, study.notice
      ? el("p", { class: "notice", dataset: { testid: "notice" } }, `${study.notice}${study.dataLicence ? ` Training data: ${study.dataLicence}.` : ""}`) : "",
    el("div", { class: "study" }, el("div", {}, this.pictures(shown), this.trace(), this.history()), el("div", {}, this.findings(), this.verdictForm())));
  }

  pictures(shown) {
    const { images } = this.study;
    this.viewer ??= new Viewer();
    const first = images.find((image) => image.href === shown) ?? images[0];
    if (first && this.viewer.url !== first.href) this.select(first);
    const strip = el("div", { class: "strip" }, images.map((image) => el("button", {
      type: "button", "aria-pressed": String(image.href === this.viewer.url), onclick: (event) => {
        this.select(image);
        for (const button of strip.children) button.setAttribute("aria-pressed", String(button === event.currentTarget));
      } },
    el("img", { src: image.href, alt: "" }), `${image.role}${image.roleSource === "assumed" ? " (assumed)" : ""}`)));
    return el("div", {}, this.viewer.element, strip);
  }

  select(image) {
    this.viewer.url = image.href;
    this.viewer.show(image.href).catch(() => { this.viewer.readout.textContent = "the picture cannot be shown"; });
  }

  findings() {
    const { scores, abstention: silence, state } = this.study;
    const body = scores.length
      ? [...scores].sort((a, b) => b.score - a.score).map(findingBar)
      : [el("p", {}, state === "waiting" ? "The model has not spoken yet." : silence ? abstention(silence.reason) : "No scores."),
        silence?.detail ? el("p", { class: "soft" }, silence.detail) : null];
    return el("section", { class: "panel", dataset: { testid: "findings" } }, el("h2", {}, "Findings"), body,
      scores.length ? el("p", { class: "soft" }, "Bars are calibrated probabilities, ticks the thresholds in force. They order the list; they are no diagnosis.") : null);
  }

  trace() {
    const { study } = this;
    const rows = [["Why here", study.reason], ["Received", clockTime(study.receivedAt)], ["Due", clockTime(study.dueAt)],
      ["Model", study.bundle ? `${study.bundle.slot} ${study.bundle.version}, digest ${study.bundle.digest.slice(0, 12)}` : "none"],
      ["Preprocessing, thresholds", study.preprocessing ? `${study.preprocessing}, ${study.thresholdsVersion}` : "–"],
      ["Inputs used", this.inputs(study.inputsUsed)], ["Inputs missing", this.inputs(study.inputsMissing)],
      ...Object.entries(study.metadata ?? {}).map(([name, value]) => [words(name), value]),
      ["Study", `${study.studyId}, revision ${study.revision}`]];
    return el("section", { class: "panel" }, el("h2", {}, "Where this comes from"),
      el("dl", {}, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value ?? "–"))])));
  }

  inputs(names) {
    if (!names?.length) return "none";
    const roles = new Map(this.study.images.map((image) => [image.imageId, image.role]));
    return names.map((name) => (roles.has(name) ? `${roles.get(name)} (${name.slice(0, 8)})` : name)).join(", ");
  }

  history() {
    return el("section", { class: "panel" }, el("h2", {}, "History"), el("ol", { class: "history" },
      (this.study.history ?? []).map(({ at, event, detail }) => el("li", {}, el("span", { class: "soft num" }, clockTime(at)), ` ${event}`, detail ? el("span", { class: "soft" }, ` ${detail}`) : ""))));
  }

  verdictForm() {
    const { study } = this;
    const reader = el("input", { name: "reader", required: true, maxlength: "64", value: localStorage.getItem(READER_KEY) ?? "", dataset: { testid: "verdict-reader" } });
    const mine = study.verdicts.filter((verdict) => verdict.reader === reader.value).at(-1);
    const diagnosis = el("input", { name: "diagnosis", maxlength: "200", value: mine?.diagnosis ?? "", dataset: { testid: "verdict-diagnosis" } });
    const note = el("textarea", { name: "note", maxlength: "2000", dataset: { testid: "verdict-note" } }, mine?.note ?? "");
    const names = study.scores.map(({ finding }) => finding);
    const choices = names.map((finding) => {
      const before = mine?.findings.find((each) => each.finding === finding)?.present;
      return el("label", { class: "tri" }, finding, el("select", { dataset: { testid: `verdict-${finding}`, finding } },
        [["", "not said"], ["true", "present"], ["false", "absent"]].map(([value, text]) => el("option", { value, selected: String(before) === value }, text))));
    });
    const problems = el("div");
    const submit = el("button", { class: "primary", dataset: { testid: "verdict-submit" } }, mine ? "Amend verdict" : "Give verdict");
    const form = el("form", { class: "form", onsubmit: async (event) => {
      event.preventDefault();
      submit.disabled = true;
      localStorage.setItem(READER_KEY, reader.value.trim());
      const findings = [...form.querySelectorAll("[data-finding]")].filter((node) => node.value)
        .map((node) => ({ finding: node.dataset.finding, present: node.value === "true" }));
      try {
        await api.verdict(this.id, { reader: reader.value.trim(), diagnosis: diagnosis.value.trim() || null, findings, note: note.value.trim() || null });
        this.onVerdict(this.id);
      } catch (problem) {
        problems.replaceChildren(errorBox(`The verdict was not taken: ${problem.message}`));
        submit.disabled = false;
      }
    } }, el("label", {}, "Reader", reader), el("label", {}, "Diagnosis", diagnosis),
    choices.length ? el("fieldset", {}, el("legend", {}, "Findings"), choices) : null,
    el("label", {}, "Note (no names or other identifiers)", note), problems, submit);
    const given = study.verdicts.map((verdict) => el("li", {}, `${verdict.reader}: ${verdict.diagnosis ?? "no diagnosis"}`,
      el("span", { class: "soft" }, ` ${verdict.findings.map((f) => `${f.finding} ${f.present ? "present" : "absent"}`).join(", ")} ${clockTime(verdict.givenAt)}${verdict.amends ? ", amended" : ""}`)));
    return el("section", { class: "panel", dataset: { testid: "verdict" } }, el("h2", {}, "Verdict"), given.length ? el("ul", { class: "history" }, given) : null, form);
  }
}
