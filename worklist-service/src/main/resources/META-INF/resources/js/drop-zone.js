// Where pictures come in: from disk, by drop, or from the camera.

import { h } from './dom.js';

const ACCEPT = 'image/*,.dcm,application/dicom';

/** `chosen` gets the files, each time that some are chosen, dropped or taken. */
export function dropZone(chosen) {
  const files = picker(chosen, { multiple: true, 'data-testid': 'upload-files', id: 'up-files' });
  const camera = picker(chosen, { capture: 'environment', accept: 'image/*', 'data-testid': 'upload-camera', id: 'up-camera' });
  const zone = h('div', { class: 'drop', 'data-testid': 'upload-drop' },
    h('div', { class: 'pickers' },
      files, h('label', { class: 'button', for: 'up-files' }, 'Choose images'),
      camera, h('label', { class: 'button camera', for: 'up-camera' }, 'Take a photo')),
    h('p', { class: 'muted small wide-only' }, 'or drop them here. JPEG, PNG, BMP, TIFF or DICOM.'));
  for (const name of ['dragenter', 'dragover']) {
    zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add('over'); });
  }
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    chosen(event.dataTransfer.files);
  });
  return zone;
}

/** A hidden file input; `chosen` gets its files each time. */
export function picker(chosen, more) {
  const input = h('input', { type: 'file', class: 'hidden-visually', accept: ACCEPT, ...more });
  input.addEventListener('change', () => {
    chosen([...input.files]);
    input.value = ''; // So that the same file can be chosen again.
  });
  return input;
}
