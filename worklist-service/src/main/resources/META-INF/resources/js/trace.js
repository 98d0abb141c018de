// Where scores come from and what happened to a study: inputs, versions, digests, metadata, history.

import { h } from './dom.js';
import { timeOfDay } from './clock.js';
import { metadataWord, readable, roleWord } from './words.js';

/** The sections below verdict and findings. */
export function trace(study, now) {
  return [inputs(study), metadata(study), origin(study), history(study, now)];
}

function panel(id, title, ...content) {
  return h('section', { class: 'panel', 'aria-labelledby': id, 'data-testid': id }, h('h2', { id }, title), content);
}

function inputs(study) {
  const list = (names, empty) =>
    names?.length > 0 ? h('ul', { class: 'plain' }, names.map((name) => h('li', {}, inputWord(name, study.images ?? [])))) : h('p', { class: 'muted' }, empty);
  const spoke = study.scores?.length > 0;
  return panel('inputs', 'Inputs', h('div', { class: 'two' },
    h('div', {}, h('h3', {}, 'Used'), list(study.inputsUsed, spoke ? 'none named' : 'no model has spoken')),
    h('div', {}, h('h3', {}, 'Missing'), list(study.inputsMissing, spoke ? 'none' : '–'))));
}

/** An input by the name that events use: an ImageId, or `metadata.age`. */
function inputWord(name, images) {
  const index = images.findIndex((image) => image.imageId === name);
  if (index >= 0) {
    const { role, roleSource } = images[index];
    return `Image ${index + 1}: ${roleWord(role)}${roleSource === 'assumed' ? ' (assumed)' : ''}`;
  }
  if (name.startsWith('metadata.')) {
    return metadataWord(name.slice('metadata.'.length));
  }
  return /^[0-9a-f]{64}$/.test(name) ? `Image ${name.slice(0, 12)}…` : readable(name);
}

function metadata(study) {
  const entries = Object.entries(study.metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return panel('metadata', 'Metadata',
    entries.length > 0 ? h('dl', { class: 'facts' }, entries.map(([name, value]) => fact(metadataWord(name), value))) : h('p', { class: 'muted' }, 'none sent'));
}

function origin(study) {
  return panel('origin', 'Where this comes from', h('dl', { class: 'facts' },
    fact('Study', h('code', {}, study.studyId)),
    fact('Revision', study.revision),
    fact('Bundle', study.bundle ? `${study.bundle.slot} ${study.bundle.version}` : 'none'),
    study.bundle && fact('Bundle digest', h('code', {}, study.bundle.digest)),
    study.preprocessing && fact('Preprocessing', study.preprocessing),
    study.thresholdsVersion && fact('Thresholds', study.thresholdsVersion),
    study.dataLicence && fact('Training data licence', study.dataLicence)));
}

function fact(name, value) {
  return [h('dt', {}, name), h('dd', {}, value ?? '–')];
}

function history(study, now) {
  const lines = [...(study.history ?? [])].reverse();
  return panel('history', 'History', h('ol', { class: 'history' }, lines.map(({ at, event, detail }) =>
    h('li', {}, h('time', { datetime: at }, timeOfDay(Date.parse(at), now, true)),
      h('span', {}, h('b', {}, readable(event)), detail ? ` ${detail}` : '')))));
}
