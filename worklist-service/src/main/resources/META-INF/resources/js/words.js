// Vigil's words as a reader says them. What is not known here is shown as the server wrote it.

export const URGENCIES = ['stat', 'urgent', 'unassessed', 'routine'];

const KINDS = { 'chest-xray': 'Chest X-ray', skin: 'Skin', tongue: 'Tongue' };

const URGENCY_WORDS = { stat: 'Stat', urgent: 'Urgent', unassessed: 'Unassessed', routine: 'Routine' };

const ROLES = {
  frontal: 'Frontal',
  lateral: 'Lateral',
  dermoscopic: 'Dermoscopic',
  clinical: 'Clinical photo',
  tongue: 'Tongue',
  other: 'Other',
};

/** Labels of the public data sets (ISIC 2018/2019, PAD-UFES-20) written out. */
const FINDINGS = {
  MEL: 'Melanoma',
  NV: 'Melanocytic nevus',
  NEV: 'Melanocytic nevus',
  BCC: 'Basal cell carcinoma',
  SCC: 'Squamous cell carcinoma',
  AKIEC: 'Actinic keratosis or intraepithelial carcinoma',
  ACK: 'Actinic keratosis',
  AK: 'Actinic keratosis',
  BKL: 'Benign keratosis',
  SEK: 'Seborrheic keratosis',
  DF: 'Dermatofibroma',
  VASC: 'Vascular lesion',
};

/** Why a model gave no scores (docs/events.md, AbstentionReason). */
const ABSTENTIONS = {
  'no-slot': 'No routing rule fits this study, so no model looked at it.',
  'no-model': 'No model is active for this kind of study.',
  'slot-unsuitable': 'The model that the sender asked for does not take this study.',
  'image-unreadable': 'The picture could not be fetched or read when the model looked for it.',
  'image-altered': 'The stored picture is not the one that was received, so no model looked at it.',
  'metadata-missing': 'Metadata that the model cannot do without is missing.',
  'role-not-used': 'The model has no use for images of this role.',
  'image-quality': 'The picture is too small, too flat or too blurred for the model to judge.',
  'wrong-kind': 'The picture does not look like the kind or view that the model is for.',
  'out-of-distribution': 'The picture is unlike what the model learnt from.',
  unsure: 'The model gives other scores when the same picture is turned or mirrored.',
  'model-failed': 'The model failed on this study or gave numbers that are no probabilities.',
  'too-late': 'The score would have come after its deadline.',
};

const METADATA = {
  age: 'Age',
  sex: 'Sex',
  view: 'View',
  indication: 'Indication',
  localization: 'Location on the body',
  diameter_1: 'Diameter 1 (mm)',
  diameter_2: 'Diameter 2 (mm)',
  fitzpatrick: 'Fitzpatrick skin type',
  skin_cancer_history: 'Skin cancer in history',
  cancer_history: 'Cancer in history',
};

export const kindWord = (kind) => KINDS[kind] ?? readable(kind);
export const urgencyWord = (urgency) => URGENCY_WORDS[urgency] ?? readable(urgency);
export const roleWord = (role) => ROLES[role] ?? readable(role);
export const metadataWord = (name) => METADATA[name] ?? readable(name);

/** A finding's name for people; short labels are written out. */
export const findingWord = (finding) => FINDINGS[finding] ?? String(finding).replaceAll('_', ' ');

/** Whether `findingWord` says something else than the label that the model uses. */
export const isShortLabel = (finding) => finding in FINDINGS;

export const abstentionWord = (reason) => ABSTENTIONS[reason] ?? `The model abstained: ${readable(reason)}.`;

/** `some-word_here` as `Some word here`. */
export function readable(word) {
  const plain = String(word ?? '').replaceAll(/[-_]/g, ' ').trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** How the role of an image is known. */
export function roleSourceWord(source) {
  return { declared: 'said by the sender', dicom: 'read from DICOM', assumed: 'assumed' }[source] ?? readable(source);
}

/** The server's reason as a reader says it: labels written out, signs as print has them. */
export const reasonWords = (reason) =>
  String(reason ?? '')
    .replace(/^[A-Z]+(?= [\d<>])/, findingWord)
    .replace(/^abstained: (.*)$/, (_, why) => `model abstained: ${readable(why).toLowerCase()}`)
    .replace('no model word yet', 'not scored yet')
    .replace(/has not scored yet$/, 'is not scored yet')
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤');

/** A study id short enough for a line, and still enough to tell two apart. */
export const shortId = (id) => (id.length > 12 ? id.slice(0, 10) : id);

/**
 * A score and its threshold with as few decimals (two at least) as show truly which is greater, and
 * never a rounded 0 or 1, which would look like certainty: `{score, threshold, reached}`.
 */
export function scorePair(score, threshold) {
  const reached = score >= threshold;
  for (let decimals = 2; decimals <= 4; decimals++) {
    const a = score.toFixed(decimals);
    const b = threshold.toFixed(decimals);
    const relationShown = Number(a) >= Number(b) === reached && (a !== b || score === threshold);
    if (relationShown && !looksCertain(score, a)) {
      return { score: a, threshold: b, reached };
    }
  }
  return { score: extreme(score), threshold: String(threshold), reached };
}

function looksCertain(score, shown) {
  const number = Number(shown);
  return (number === 0 || number === 1) && number !== score;
}

function extreme(score) {
  const nearZero = score < 0.0001 && score > 0;
  return nearZero ? '<0.0001' : score > 0.9999 && score < 1 ? '>0.9999' : String(score);
}

/**
 * Findings as a reader wants them: the one that decided the urgency (the reason begins with its name)
 * first, then those at or over their threshold, then by closeness to it.
 */
export function byWeight(scores, reason = '') {
  const decided = ({ finding }) => (reason?.startsWith(`${finding} `) ? 0 : 1);
  const weight = ({ score, threshold }) => (threshold > 0 ? score / threshold : score + 1);
  return [...scores].sort((a, b) => decided(a) - decided(b) || weight(b) - weight(a) || (a.finding < b.finding ? -1 : 1));
}
