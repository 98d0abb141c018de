import * as api from "./api.js";
import { el, errorBox } from "./dom.js";
import { WorklistView } from "./list.js";
import { StudyView } from "./study.js";
import { UploadDialog } from "./upload.js";

const main = document.getElementById("main");
const connection = document.getElementById("connection");
const KEYS = [["j / k", "next, previous study"], ["Enter", "open"], ["Esc", "back to the list"], ["u", "upload"], ["/", "filters"], ["t", "light or dark"], ["?", "this list"]];
let list;
let open;
let uploads;

function showList() {
  open = undefined;
  main.replaceChildren(list.element);
  list.refresh();
  document.title = "Vigil worklist";
}

function showStudy(id) {
  open = new StudyView({ id, back: () => { location.hash = "#/"; }, onVerdict: (read) => {
    const next = list.after(read);
    location.hash = next ? `#/study/${next}` : "#/";
  } });
  main.replaceChildren(open.element);
  open.load();
  main.focus();
  document.title = "Study – Vigil";
}

function route() {
  const match = location.hash.match(/^#\/study\/([A-Za-z0-9]+)$/);
  if (match) showStudy(match[1]);
  else showList();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("vigil.theme", theme);
}

function toggleTheme() {
  const dark = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  setTheme(dark === "dark" ? "light" : "dark");
}

function showHelp() {
  const dialog = el("dialog", { "aria-label": "Keys" }, el("header", {}, el("h2", {}, "Keys"),
    el("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: () => dialog.close() }, "✕")),
  el("dl", {}, KEYS.flatMap(([key, text]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, text)])));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function onKey(event) {
  if (event.target.closest("input, select, textarea, dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const actions = {
    j: () => list.step(1), ArrowDown: () => !open && list.step(1), k: () => list.step(-1), ArrowUp: () => !open && list.step(-1),
    u: () => uploads.show(), t: toggleTheme, "?": showHelp, "/": () => list.element.querySelector("select")?.focus(),
    Escape: () => { if (open) location.hash = "#/"; },
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
}

function showLedger({ accepted, inFlight }) {
  document.getElementById("ledger").textContent = `${accepted} images, ${inFlight} in flight`;
}

function follow() {
  api.follow({
    onStudy: (item) => { list.changed(); if (open?.id === item.studyId) open.update(); },
    onRead: () => list.changed(),
    onLedger: showLedger,
    onState: (state) => {
      connection.dataset.state = state;
      connection.textContent = state === "live" ? "live" : "connection lost, trying again";
      if (state === "live") list.changed();
    },
  });
}

async function start() {
  const saved = localStorage.getItem("vigil.theme");
  if (saved) setTheme(saved);
  let config;
  try {
    config = await api.config();
  } catch (problem) {
    main.replaceChildren(errorBox(`The worklist service cannot be reached: ${problem.message}`));
    setTimeout(start, 3000);
    return;
  }
  const mode = document.getElementById("mode");
  mode.hidden = config.signOn;
  mode.textContent = "Local mode: sign-on is off, anybody at this machine can read and give verdicts.";
  list = new WorklistView({ config, open: (id) => { location.hash = `#/study/${id}`; } });
  uploads = new UploadDialog({ config, open: (id) => { location.hash = `#/study/${id}`; } });
  document.getElementById("upload").addEventListener("click", () => uploads.show());
  document.getElementById("theme").addEventListener("click", toggleTheme);
  document.getElementById("help").addEventListener("click", showHelp);
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", route);
  api.ledger().then(showLedger, () => {});
  follow();
  route();
}

start();
