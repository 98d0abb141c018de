// All findings of a study with score, threshold and spread; or in plain words why there are none.

import { h } from './dom.js';
import { scoreBar } from './badges.js';
import { abstentionWord, byWeight, findingWord, isShortLabel, scorePair } from './words.js';

/** The findings' section for a study. */
export function findings(study) {
  return h('section', { class: 'panel', 'aria-labelledby': 'findings-title', 'data-testid': 'findings' },
    h('h2', { id: 'findings-title' }, 'Findings'), content(study));
}

function content(study) {
  if (study.scores?.length > 0) {
    return [
      h('ul', { class: 'finding-list' }, byWeight(study.scores, study.reason).map(line)),
      h('p', { class: 'muted small' }, 'Score: the model’s calibrated probability. Tick: the threshold in force for the site.',
        study.scores.some((score) => score.spread != null) ? ' ±: spread over augmented copies of the image.' : ''),
    ];
  }
  if (study.abstention) {
    return h('div', { class: 'abstention', 'data-testid': 'abstention' },
      h('p', {}, h('strong', {}, 'No scores. '), abstentionWord(study.abstention.reason)),
      study.abstention.detail && h('p', { class: 'muted small' }, study.abstention.detail),
      h('p', { class: 'muted small' }, 'The study keeps its place among the urgent, by arrival, until a reader has seen it.'));
  }
  return h('p', { class: 'muted', 'data-testid': 'no-scores' },
    'Not scored yet. The study stands on the worklist as unassessed; scores appear here when they come.');
}

function line(score) {
  const pair = scorePair(score.score, score.threshold);
  const code = score.code?.split('|');
  return h('li', { class: pair.reached ? 'reached' : '', 'data-testid': 'finding', 'data-finding': score.finding },
    h('div', { class: 'finding-head' },
      h('span', { class: 'finding-title' }, findingWord(score.finding), isShortLabel(score.finding) && h('span', { class: 'muted' }, ` ${score.finding}`)),
      h('span', { class: 'numbers' },
        h('b', {}, pair.score), score.spread != null && h('span', { class: 'muted' }, ` ± ${score.spread.toFixed(2)}`),
        h('span', { class: 'relation' }, pair.reached ? ' ≥ ' : ' < '), pair.threshold)),
    scoreBar(score),
    (pair.reached || code) && h('div', { class: 'finding-foot muted small' },
      [pair.reached && 'Threshold reached', code && `${codeSystem(code[0])} ${code[1] ?? ''}`].filter(Boolean).join(' · ')));
}

function codeSystem(system) {
  return { 'http://snomed.info/sct': 'SNOMED CT', 'http://radlex.org': 'RadLex' }[system] ?? system;
}
