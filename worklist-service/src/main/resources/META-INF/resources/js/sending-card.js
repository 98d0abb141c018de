// A study on its way, as its sender sees it: each step as it happens.

import { announce, h, put } from './dom.js';
import { plainWords } from './sending.js';
import { studyHash } from './route.js';
import { abstentionWord, byWeight, findingWord, kindWord, reasonWords, scorePair, shortId, urgencyWord } from './words.js';

const PAST_ACCEPTED = ['accepted', 'listed', 'scored', 'abstained', 'read'];
const SPOKEN = ['scored', 'abstained', 'read'];
const SLOW = 20_000;

export class SendingCard {
  #sending;
  #steps = h('ol', { class: 'sending-steps' });
  #actions = h('div', { class: 'actions' });
  #said = '';
  #acceptedAt = null;

  constructor(sending) {
    this.#sending = sending;
    const title = `${sending.kind ? kindWord(sending.kind) : 'Study'} from ${sending.site}`;
    this.element = h('article', { class: 'sending', 'aria-label': title, 'data-testid': 'sending' },
      h('h3', {}, title, h('span', { class: 'muted' }, ` ${sending.images} ${sending.images === 1 ? 'image' : 'images'}`)), this.#steps, this.#actions);
    sending.addEventListener('change', () => this.draw());
    this.draw();
  }

  draw() {
    const { step, receipt } = this.#sending;
    this.element.dataset.step = step;
    if (receipt) {
      this.element.dataset.studyId = receipt.studyId;
      this.#acceptedAt ??= Date.now();
    }
    put(this.#steps, this.#sent(), this.#accepted(), this.#assessed(), this.#placed());
    this.#drawActions(step);
    this.#tell(step);
  }

  #sent() {
    const { step, progress, problem, retryAt, tries } = this.#sending;
    if (PAST_ACCEPTED.includes(step)) {
      return line('sent', 'done', 'Sent');
    }
    if (step === 'sending') {
      const percent = Math.floor(progress * 100);
      const away = this.#sending.interrupted;
      if (away) {
        return line('sent', 'warn', `The network is away at ${percent} %. Sending goes on from there by itself.`, h('span', { class: 'muted small', 'data-testid': 'interrupted' }, plainWords(away.problem)));
      }
      const words = progress >= 1 ? 'Sent; the front door is checking and storing it' : `Sending ${percent} %`;
      const bar = h('progress', { max: 100, value: percent, 'aria-label': 'Sent' });
      return line('sent', 'now', words, bar, tries > 1 && h('span', { class: 'muted small' }, `try ${tries}`));
    }
    if (step === 'retrying') {
      const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
      return line('sent', 'warn', plainWords(problem), h('span', { class: 'small', 'data-testid': 'retry-in' }, `Trying again in ${seconds} s. Nothing has been taken yet as far as this page knows; sending twice does no harm.`));
    }
    return line('sent', 'fail', step === 'stopped' ? 'Stopped. Send it again to be sure.' : plainWords(problem));
  }

  #accepted() {
    const { step, receipt } = this.#sending;
    if (!PAST_ACCEPTED.includes(step)) {
      return line('accepted', 'later', 'Accepted');
    }
    const images = (receipt.images ?? []).map((image) => `${image.role} ${image.width} × ${image.height}${image.duplicate ? ', known already' : ''}`);
    return line('accepted', 'done', 'Accepted and safe',
      h('span', { class: 'muted small' }, 'Study ', h('code', { title: receipt.studyId, 'data-testid': 'accepted-study' }, shortId(receipt.studyId)), ` · ${images.join(' · ')}`));
  }

  #assessed() {
    const { step, study } = this.#sending;
    if (!PAST_ACCEPTED.includes(step)) {
      return line('assessed', 'later', 'Assessed by the model');
    }
    if (SPOKEN.includes(step)) {
      return spoken(study);
    }
    const slow = Date.now() - this.#acceptedAt > SLOW;
    return line('assessed', 'now', step === 'listed' ? 'Waiting for the model' : 'Waiting to appear on the worklist',
      slow && h('span', { class: 'muted small' }, 'This takes longer than usual. The study is safe; you may close this panel.'));
  }

  #placed() {
    const { study, step } = this.#sending;
    if (!study) {
      return line('placed', 'later', 'Placed on the worklist');
    }
    const link = h('a', { href: studyHash(study.studyId), 'data-testid': 'open-sent' }, 'Open');
    if (step === 'read') {
      return line('placed', 'done', 'Read already, so not on the open list ', link);
    }
    const words = step === 'listed' ? `Stands at position ${study.position ?? '–'} as unassessed meanwhile` : `Placed at position ${study.position ?? '–'}: ${urgencyWord(study.urgency)}`;
    return line('placed', SPOKEN.includes(step) ? 'done' : 'now', h('span', { 'data-testid': 'placed-position', 'data-position': study.position }, words), ' ', link,
      h('span', { class: 'muted small' }, reasonWords(study.reason)));
  }

  #drawActions(step) {
    const again = h('button', { class: 'primary', 'data-testid': 'send-again', onclick: () => this.#sending.send() }, step === 'retrying' ? 'Try now' : 'Send again');
    const stop = h('button', { 'data-testid': 'stop-sending', onclick: () => this.#sending.stop() }, 'Stop');
    const wanted = { sending: [stop], retrying: [again, stop], failed: this.#sending.problem?.passing ? [again] : [], stopped: [again] }[step] ?? [];
    const key = `${step}/${wanted.length}`;
    if (this.#actions.dataset.key !== key) {
      this.#actions.dataset.key = key;
      put(this.#actions, wanted);
    }
  }

  #tell(step) {
    if (this.#said !== step) {
      this.#said = step;
      const { study, problem } = this.#sending;
      const words = {
        accepted: 'Study accepted',
        scored: study && `Scored, at position ${study.position}`,
        abstained: study && `The model abstained; position ${study.position}`,
        failed: problem && plainWords(problem),
        retrying: problem && plainWords(problem),
      }[step];
      if (words) {
        announce(words);
      }
    }
  }
}

function spoken(study) {
  const [top] = byWeight(study.scores ?? [], study.reason);
  if (!top) {
    const reason = /abstained: ([a-z-]+)/.exec(study.reason ?? '')?.[1];
    return line('assessed', 'warn', 'The model abstained', h('span', { class: 'muted small' }, reason ? abstentionWord(reason) : 'A reader decides without it.'));
  }
  const pair = scorePair(top.score, top.threshold);
  return line('assessed', 'done', 'Scored',
    h('span', { class: 'muted small' }, `${findingWord(top.finding)} ${pair.score} ${pair.reached ? '≥' : '<'} ${pair.threshold}`,
      study.notice ? ` · ${study.notice}` : ''));
}

/** State in words for those who see neither colour nor mark. */
const MARKS = { done: ['✓', 'done'], now: ['…', 'under way'], later: ['', 'to come'], warn: ['!', 'attention'], fail: ['✕', 'failed'] };

function line(name, state, words, ...more) {
  const [mark, meaning] = MARKS[state];
  return h('li', { class: `step ${state}`, 'data-testid': `step-${name}`, 'data-state': state },
    h('i', { 'aria-hidden': 'true' }, mark), h('div', {}, h('span', { class: 'hidden-visually' }, `${meaning}: `), h('span', {}, words), more));
}
