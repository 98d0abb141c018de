// What can be said about a study beside its pictures, as form fields for its kind.

import { h, put } from './dom.js';
import { fieldsOf } from './metadata-fields.js';

export class MetadataForm {
  element = h('div', { class: 'upload-metadata' });

  /** Draws the fields of a kind; what has been entered stays where the kinds share it. */
  draw(kind) {
    const before = this.values();
    const fields = fieldsOf(kind);
    put(this.element, fields.length > 0 && h('details', { open: Object.keys(before).length > 0 },
      h('summary', {}, 'About the patient (optional, no identifiers)'),
      h('div', { class: 'field-grid' }, fields.map((one) => input(one, before[one.name])))));
  }

  clear() {
    put(this.element);
  }

  values() {
    const inputs = [...this.element.querySelectorAll('input, select')];
    return Object.fromEntries(inputs.filter(({ value }) => value.trim() !== '').map(({ name, value }) => [name, value.trim()]));
  }

  /** The first field whose value cannot be. */
  invalid() {
    return [...this.element.querySelectorAll('input')].find((one) => !one.checkValidity());
  }
}

function input({ name, label, options, hint, ...attributes }, value = '') {
  const id = `up-m-${name}`;
  const control = options
    ? h('select', { id, name }, h('option', { value: '' }, 'Not said'), options.map(([word, text]) => h('option', { value: word }, text)))
    : h('input', { id, name, inputmode: attributes.type === 'number' ? 'decimal' : null, autocomplete: 'off', ...attributes });
  control.dataset.testid = `upload-metadata-${name}`;
  control.value = value;
  return field(id, label, control, hint);
}

/** A control with its label and hint. */
export function field(id, label, control, hint) {
  const hintId = hint && `${id}-hint`;
  if (hintId) {
    control.setAttribute('aria-describedby', hintId);
  }
  return h('div', { class: 'field' }, h('label', { for: id }, label), control, hint && h('p', { id: hintId, class: 'hint' }, hint));
}
