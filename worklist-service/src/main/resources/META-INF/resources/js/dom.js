/** Makes elements. Text always becomes a text node, so nothing that a server says can become markup. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "dataset") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SHAPES = {
  stat: "M8 1 15 14H1z",
  urgent: "M8 1 15 8 8 15 1 8z",
  unassessed: "M8 2a6 6 0 1 0 .01 0zM8 5a3 3 0 1 1-.01 0z",
  routine: "M3 3h10v10H3z",
};

/** Urgency by word, shape and colour: never by colour alone. */
export function urgencyBadge(urgency) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[urgency] ?? SHAPES.routine);
  path.setAttribute("fill", "currentColor");
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return el("span", { class: `badge ${urgency}`, dataset: { testid: "urgency" } }, svg, urgency);
}

/** A score as a bar with its threshold as a tick. */
export function findingBar({ finding, score, threshold, spread }) {
  const fill = el("i");
  fill.style.width = `${Math.round(score * 1000) / 10}%`;
  const tick = el("b");
  tick.style.left = `calc(${Math.round(threshold * 1000) / 10}% - 1px)`;
  const hit = score >= threshold;
  const label = `${finding} ${score.toFixed(3)}, threshold ${threshold.toFixed(3)}${hit ? ", above" : ", below"}`;
  return el("div", { class: `finding${hit ? " hit" : ""}`, title: label, role: "img", "aria-label": label },
    el("span", { class: "name" }, finding),
    el("span", { class: "meter" }, fill, tick),
    el("span", { class: "num" }, score.toFixed(2), spread ? ` ±${spread.toFixed(2)}` : ""));
}

export function announce(text) {
  document.getElementById("announce").textContent = text;
}

export function errorBox(message) {
  return el("p", { class: "error", role: "alert", dataset: { testid: "error" } }, message);
}
