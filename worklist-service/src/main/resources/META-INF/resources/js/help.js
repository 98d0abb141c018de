// The keys, on one page.

import { h } from './dom.js';

const KEYS = [
  ['Worklist', [
    ['j  k  or  ↓  ↑', 'next, previous study'],
    ['Home  End', 'first, last study'],
    ['Enter', 'open the study'],
    ['.', 'show changes of the order that were held back'],
    ['/', 'filter'],
    ['u', 'upload'],
  ]],
  ['Study', [
    ['Esc', 'back to the worklist'],
    ['j  k', 'next, previous study of the list'],
    ['1 … 9', 'finding present, absent, not said'],
    ['d', 'write the diagnosis'],
    ['Ctrl+Enter', 'give the verdict'],
    ['t', 'next image'],
    ['s', 'similar cases'],
  ]],
  ['Image', [
    ['+  −', 'zoom'],
    ['arrows', 'move (while the image has the focus)'],
    ['[  ]', 'narrower, wider window'],
    ['{  }', 'darker, brighter'],
    ['a', 'automatic window'],
    ['i', 'invert'],
    ['w', 'dragging moves the image, or sets the window'],
    ['0', 'reset'],
  ]],
];

let dialog = null;

export function showHelp() {
  dialog ??= build();
  if (!dialog.open) {
    dialog.showModal();
  }
}

function build() {
  const element = h(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title', 'data-testid': 'help' },
    h('div', { class: 'help-head' },
      h('h2', { id: 'help-title' }, 'Keys'),
      h('button', { class: 'quiet', onclick: () => element.close() }, 'Close')),
    h('div', { class: 'help-body' },
      KEYS.map(([title, keys]) =>
        h('section', {}, h('h3', {}, title),
          h('dl', {}, keys.map(([key, what]) => [
            h('dt', {}, key.split('  ').map((part) => (part === 'or' || part === '…' ? ` ${part} ` : h('kbd', {}, part)))),
            h('dd', {}, what),
          ]))))),
    h('p', { class: 'muted' },
      'On the image: drag to move, drag with the right button or Shift to set window and level, wheel to zoom; ' +
      'on a touch screen pinch to zoom.'),
  );
  document.body.append(element);
  return element;
}
