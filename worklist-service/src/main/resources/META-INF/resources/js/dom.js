// Builds elements without ever parsing markup: every text from a server becomes a text node.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element. Keys: `class`, `data-*`, `aria-*` and other attributes; `onclick` and friends are
 * listeners; `.value` sets a property. False, null and undefined leave an attribute out.
 */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [key, value] of Object.entries(props ?? {})) {
    set(element, key, value);
  }
  append(element, children);
  return element;
}

function set(element, key, value) {
  if (key.startsWith('on')) {
    element.addEventListener(key.slice(2), value);
  } else if (key.startsWith('.')) {
    element[key.slice(1)] = value;
  } else if (value === true) {
    element.setAttribute(key, '');
  } else if (value !== false && value != null) {
    element.setAttribute(key, String(value));
  }
}

/** Appends nodes, texts and lists of them; null and false are nothing. */
export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child != null && child !== false && child !== '') {
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return element;
}

/** Replaces an element's children. */
export function put(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

/** Sets a text only where it differs, so that nothing is painted or read out for nothing. */
export function text(element, value) {
  const wanted = value == null ? '' : String(value);
  if (element.textContent !== wanted) {
    element.textContent = wanted;
  }
  return element;
}

/** Says something to screen readers, politely. */
export function announce(message) {
  const region = document.getElementById('announcer');
  if (region) {
    region.textContent = '';
    requestAnimationFrame(() => {
      region.textContent = message;
    });
  }
}

/** Whether keys typed now belong to a field. */
export function isTyping(target) {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
