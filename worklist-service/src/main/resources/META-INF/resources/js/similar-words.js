// What the strip of similar cases asks for and says, without the document.

import { findingWord } from './words.js';

const BAND = 10;

/** What a study tells of itself that cases can share: words of a look-up by the filter's name. */
export function sharedTraits(study) {
  const metadata = study.metadata ?? {};
  const traits = {};
  const sex = { f: 'female', m: 'male' }[metadata.sex?.toLowerCase()] ?? metadata.sex?.toLowerCase();
  if (['female', 'male', 'other'].includes(sex)) {
    traits.sex = sex;
  }
  const age = Math.trunc(Number(metadata.age));
  if (metadata.age && age >= 0 && age <= 150) {
    traits.age = `${Math.max(0, age - BAND)}-${Math.min(150, age + BAND)}`;
  }
  if (metadata.localization && metadata.localization.toLowerCase() !== 'unknown') {
    traits.bodySite = metadata.localization;
  }
  return traits;
}

/** A share with the interval it lies in: "5 of 8 (31–86 %)". */
export function shareWords({ count, low, high }, confirmed) {
  return `${count} of ${confirmed} (${Math.round(100 * low)}–${Math.round(100 * high)} %)`;
}

/** Similarities never round up to sameness. */
export function similarityWords(similarity) {
  return similarity >= 1 - 1e-6 ? '1.00' : Math.min(0.99, similarity).toFixed(2);
}

/** What a case turned out to be, with the labels of public data sets written out. */
export function caseWords(verdict) {
  return verdict ? verdict.label.split(' + ').map(findingWord).join(' + ') : 'not read yet';
}

/** Why there is nothing to show, or why what is shown is no help; empty where it is. */
export function reservation(answer, filtered) {
  if (!answer.space) {
    return 'No model has embedded this study, so it cannot be compared with others.';
  }
  if (answer.cases.length === 0) {
    return filtered
      ? 'No confirmed case passes these filters.'
      : 'There is no confirmed case yet that could be shown here.';
  }
  if (!answer.closeEnough) {
    const nearest = similarityWords(Math.max(...answer.cases.map((found) => found.similarity)));
    const { minimum, calibratedOn } = answer.closeness;
    return `Nothing close enough. The nearest case is at ${nearest}; ${minimum.toFixed(2)} counts as close here`
      + (calibratedOn > 0 ? `, as learnt from ${calibratedOn} cases.` : ', a number that was set by hand.');
  }
  return '';
}

/** What to know before one believes the neighbourhood. */
export function cautions(answer) {
  const said = ['These are counts of the cases shown, not the chance of a diagnosis.'];
  const same = answer.closeness?.sameDiagnosis;
  if (same != null && answer.closeness.calibratedOn > 0) {
    said.push(`In ${answer.closeness.calibratedOn} cases tried here, the nearest one had the same diagnosis in ${Math.floor(100 * same)} %.`);
  }
  if (!answer.samePatientExcluded) {
    said.push('The sender named no patient: an earlier study of the same patient may be among the cases.');
  }
  return said;
}
