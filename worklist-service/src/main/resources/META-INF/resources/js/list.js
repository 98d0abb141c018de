import * as api from "./api.js";
import { announce, el, errorBox, findingBar, urgencyBadge } from "./dom.js";
import { due, span, words } from "./format.js";

const PAGE = 100;
const REFRESH_MILLIS = 250;

/** The worklist: the server's order, kept up to date without moving the reader's focus. */
export class WorklistView {
  constructor({ config, open }) {
    this.open = open;
    this.filters = { kind: "", urgency: "", site: "", state: "open" };
    this.items = [];
    this.serverOffset = 0;
    this.limit = PAGE;
    const select = (name, label, options) => el("label", {}, label,
      el("select", { dataset: { testid: `filter-${name}` }, onchange: (event) => this.filter(name, event.target.value) },
        options.map(([value, text]) => el("option", { value }, text))));
    this.site = el("input", { size: "10", placeholder: "all", onchange: (event) => this.filter("site", event.target.value.trim()) });
    this.count = el("span", { class: "count", dataset: { testid: "count" } });
    this.body = el("tbody");
    this.table = el("table", { class: "list" },
      el("thead", {}, el("tr", {}, ["#", "", "Urgency", "Waiting", "Study", "Findings against thresholds", "Model"].map((text) => el("th", { scope: "col" }, text)))),
      this.body);
    this.state = el("div");
    this.more = el("button", { type: "button", hidden: true, onclick: () => { this.limit += PAGE; this.refresh(); } }, "Show more");
    this.element = el("section", { "aria-label": "Worklist" },
      el("div", { class: "bar" }, el("h1", {}, "Worklist"), this.count, el("span", { class: "grow" }),
        select("kind", "Kind", [["", "all"], ...config.kinds.map(({ kind }) => [kind, words(kind)])]),
        select("urgency", "Urgency", [["", "all"], ...config.urgencies.map(({ urgency }) => [urgency, urgency])]),
        el("label", {}, "Site", this.site),
        select("state", "Show", [["open", "to read"], ["read", "read"]])),
      el("div", { class: "panel" }, this.table, this.state), this.more);
    this.ticker = setInterval(() => this.tick(), 1000);
  }

  filter(name, value) {
    this.filters[name] = value;
    this.refresh();
  }

  /** Something changed: read the list again, soon, once. */
  changed() {
    this.pending ??= setTimeout(() => {
      this.pending = undefined;
      this.refresh();
    }, REFRESH_MILLIS);
  }

  async refresh() {
    try {
      const page = await api.worklist({ ...this.filters, limit: this.limit });
      this.serverOffset = Date.parse(page.now) - Date.now();
      this.render(page);
    } catch (problem) {
      this.state.replaceChildren(errorBox(`The worklist cannot be shown: ${problem.message}`));
    }
  }

  render({ studies, total }) {
    const before = new Map(this.items.map((item) => [item.studyId, item]));
    this.items = studies;
    this.count.textContent = `${total} ${this.filters.state === "read" ? "read" : "to read"}`;
    const rows = new Map([...this.body.children].map((row) => [row.dataset.studyId, row]));
    const focused = document.activeElement?.closest?.("tr")?.dataset.studyId;
    const next = studies.map((item) => {
      const same = JSON.stringify(before.get(item.studyId)) === JSON.stringify(item);
      return same && rows.has(item.studyId) ? rows.get(item.studyId) : this.row(item);
    });
    this.body.replaceChildren(...next);
    this.table.hidden = studies.length === 0;
    this.state.replaceChildren(...(studies.length === 0 ? [this.empty()] : []));
    this.more.hidden = studies.length >= total;
    if (focused) this.body.querySelector(`[data-study-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    const added = studies.filter((item) => !before.has(item.studyId)).length;
    if (added && before.size) announce(`${added} new on the worklist`);
    this.tick();
  }

  empty() {
    const filtered = this.filters.kind || this.filters.urgency || this.filters.site;
    return el("div", { class: "empty", dataset: { testid: "empty" } },
      el("strong", {}, this.filters.state === "read" ? "Nothing has been read yet" : filtered ? "No study fits these filters" : "Nothing to read"),
      filtered ? "Other studies may be waiting." : "Studies appear here within seconds of their arrival.");
  }

  row(item) {
    const findings = [...item.scores].sort((a, b) => (b.score - b.threshold) - (a.score - a.threshold)).slice(0, 3);
    const row = el("tr", { tabindex: "0", role: "link", dataset: { testid: "row", studyId: item.studyId },
      "aria-label": `Position ${item.position ?? "read"}, ${item.urgency}, ${words(item.kind)}, ${item.reason ?? ""}`,
      onclick: () => this.open(item.studyId), onkeydown: (event) => event.key === "Enter" && this.open(item.studyId) },
      el("td", { class: "c-pos num pos", dataset: { testid: "position" } }, item.position ?? "–"),
      el("td", { class: "c-thumb" }, item.thumbnail ? el("img", { class: "thumb", src: item.thumbnail, alt: "", loading: "lazy" }) : ""),
      el("td", { class: "c-urgency" }, urgencyBadge(item.urgency), el("div", { class: "why" }, item.reason ?? "")),
      el("td", { class: "c-wait num" }, el("div", { dataset: { wait: item.receivedAt } }), el("div", { class: "soft", dataset: { due: item.dueAt } })),
      el("td", { class: "c-what" }, words(item.kind), el("div", { class: "soft" }, item.site)),
      el("td", { class: "c-findings" }, findings.length ? findings.map(findingBar) : el("span", { class: "soft" }, item.state === "waiting" ? "waiting for the model" : "no scores")),
      el("td", { class: "c-bundle soft" }, item.bundle ? `${item.bundle.slot} ${item.bundle.version}` : "–",
        item.notice ? el("div", {}, item.notice) : null));
    return row;
  }

  /** Counts waiting and due times on the server's clock. */
  tick() {
    const now = Date.now() + this.serverOffset;
    for (const node of this.body.querySelectorAll("[data-wait]")) node.textContent = span(now - Date.parse(node.dataset.wait));
    for (const node of this.body.querySelectorAll("[data-due]")) {
      const { text, overdue } = due(node.dataset.due, now);
      node.textContent = text;
      node.classList.toggle("overdue", overdue);
    }
  }

  /** Moves the focus up or down the list. */
  step(direction) {
    const rows = [...this.body.children];
    const at = rows.indexOf(document.activeElement?.closest?.("tr"));
    rows[Math.min(rows.length - 1, Math.max(0, at + direction))]?.focus();
  }

  /** The study to read after one. */
  after(studyId) {
    const at = this.items.findIndex((item) => item.studyId === studyId);
    return this.items[at + 1]?.studyId ?? this.items.find((item) => item.studyId !== studyId)?.studyId;
  }
}
