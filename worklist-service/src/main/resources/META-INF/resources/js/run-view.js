// One training run: its curves while it runs, and its report when it is over.

import { h, put } from './dom.js';
import { timeOfDay } from './clock.js';
import { calibration, curve, roc, short, table } from './charts.js';
import { studyHash } from './route.js';
import { isOver, progress, Reader, stateTag } from './runs-view.js';
import { findingWord } from './words.js';

export class RunView {
  #app;
  #title;
  #state = h('div', { role: 'status' });
  #head = h('div', { class: 'run-head' });
  #curves = h('div', {});
  #report = h('div', {});
  #told = '';
  #reported = false;
  #reader = new Reader(() => this.#read());
  #heard = ({ detail }) => (!detail || detail.runId === this.id) && this.#reader.soon();

  constructor(app, id) {
    this.#app = app;
    this.id = id;
    this.#title = h('h1', { tabindex: '-1' }, 'Run ', h('code', {}, id));
    this.element = h('div', { class: 'runs', 'data-testid': 'run' },
      h('section', { class: 'panel' }, h('p', {}, h('a', { href: '#/runs', 'data-testid': 'all-runs' }, 'All runs')), this.#title, this.#state, this.#head),
      this.#curves, this.#report);
    app.events.addEventListener('run', this.#heard);
    app.events.addEventListener('reconnected', this.#heard);
    this.#reader.now();
  }

  focus() {
    this.#title.focus();
  }

  close() {
    this.#app.events.removeEventListener('run', this.#heard);
    this.#app.events.removeEventListener('reconnected', this.#heard);
    this.#reader.close();
  }

  async #read() {
    try {
      const run = await this.#app.api.run(this.id);
      put(this.#state);
      this.#draw(run);
      if (run.phase === 'succeeded' && !this.#reported) {
        put(this.#report, report(await this.#app.api.runReport(this.id)));
        this.#reported = true;
      }
      return isOver(run) ? 'done' : 'open';
    } catch (problem) {
      put(this.#state, h('p', { class: 'error' }, problem.status === 404 ? problem.detail : `${problem.message}. Trying again.`));
      return problem.status === 404 ? 'done' : 'failed';
    }
  }

  #draw(run) {
    const now = this.#app.clock.now();
    const fact = (name, value) => [h('dt', {}, name), h('dd', {}, value)];
    put(this.#head, h('p', {}, stateTag(run), ' ', progress(run)), h('dl', { class: 'facts' },
      fact('Slot', run.slot),
      fact('Begun', timeOfDay(Date.parse(run.firstAt), now, true)),
      fact('Last heard of', timeOfDay(Date.parse(run.at), now, true)),
      run.expectedEnd && !isOver(run) ? fact('Expected end of training', timeOfDay(Date.parse(run.expectedEnd), now, true)) : [],
      run.rate != null ? fact('Learning rate', short(run.rate)) : []));
    const told = JSON.stringify(run.curve);
    if (told !== this.#told) {
      this.#told = told;
      put(this.#curves, curves(run.curve));
    }
  }
}

function section(id, title, ...content) {
  return h('section', { class: 'panel', 'aria-labelledby': id, 'data-testid': id }, h('h2', { id }, title), content);
}

function curves(epochs) {
  const points = (value) => epochs.filter((epoch) => epoch[value] != null).map((epoch) => [epoch.number, epoch[value]]);
  const chart = (name, value) => points(value).length > 0 && h('figure', {}, h('figcaption', {}, name), curve(name, points(value)));
  const number = (value) => (value == null ? '–' : value.toPrecision(4));
  if (epochs.length === 0) {
    return section('curves', 'Curves', h('p', { class: 'muted' }, 'No epoch is over yet.'));
  }
  return section('curves', 'Curves',
    h('div', { class: 'figures' }, chart('Loss', 'loss'), chart('Validation', 'validation')),
    h('details', {}, h('summary', {}, 'Numbers'),
      table('Epochs', ['Epoch', 'Loss', 'Validation'], epochs.map((epoch) => [epoch.number, number(epoch.loss), number(epoch.validation)]))));
}

function report(document) {
  const { findings } = document;
  return [
    gate(document),
    findings.length > 0 && section('per-class', 'Per finding, on the locked test cases', perClass(document)),
    document.classes.length > 0 && section('confusion', 'Confusion', confusion(document)),
    findings.map((finding, index) => details(finding, index)),
  ].filter(Boolean);
}

function gate({ gate: outcome, checks, version, cases }) {
  return section('gate', 'The gate',
    h('p', {}, h('strong', { 'data-testid': 'gate-outcome' }, outcome), ` for bundle ${version}, measured on ${cases} test cases.`),
    h('ul', { class: 'checks' }, checks.map((check) => h('li', {}, h('b', {}, check.outcome), ` ${check.words}`))));
}

function interval(value) {
  return value ? `${value.value.toFixed(3)} (${value.low.toFixed(3)}–${value.high.toFixed(3)})` : 'too few';
}

const share = (value) => (value == null ? '–' : value.toFixed(3));

function perClass({ findings }) {
  return table('Per finding', ['Finding', 'With', 'Without', 'AUC (95%)', 'AUC of the active', 'Threshold', 'Sensitivity', 'Specificity', 'PPV', 'NPV', 'Calibration error'],
    findings.map((finding) => [
      findingWord(finding.finding), finding.positives, finding.negatives, interval(finding.auc), finding.referenceAuc ? interval(finding.referenceAuc) : '–',
      finding.threshold.toFixed(3), share(finding.sensitivity), share(finding.specificity), share(finding.positivePredictiveValue),
      share(finding.negativePredictiveValue), share(finding.calibrationError),
    ]));
}

/** Of findings that exclude each other: what was true against what scored highest. */
function confusion({ findings, classes }) {
  const names = findings.map(({ finding }) => findingWord(finding));
  return table('Confusion: rows are true, columns scored highest', ['True \\ scored', ...names], classes.map((row, index) => [names[index], ...row]));
}

function details(finding, index) {
  const name = findingWord(finding.finding);
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = finding.confusion;
  return section(`finding-${index}`, name,
    h('div', { class: 'figures' },
      finding.roc.length > 0 && h('figure', {}, h('figcaption', {}, 'ROC: solid this bundle', finding.referenceRoc.length > 0 ? ', dashed the active one' : ''), roc(name, finding.roc, finding.referenceRoc)),
      finding.calibration.length > 0 && h('figure', {}, h('figcaption', {}, 'Calibration: larger dots are more cases'), calibration(name, finding.calibration)),
      h('div', {}, h('h3', {}, `At threshold ${finding.threshold.toFixed(3)}`),
        table(`Confusion of ${name}`, ['Truth', 'Reported', 'Not reported'], [['Present', truePositives, falseNegatives], ['Absent', falsePositives, trueNegatives]]))),
    h('details', {}, h('summary', {}, 'Numbers of the calibration'),
      table(`Calibration of ${name}`, ['Score', 'Cases', 'Share with it'], finding.calibration.map((bin) => [bin.score.toFixed(3), bin.count, bin.present.toFixed(3)]))),
    errors(finding));
}

function errors({ errors: worst }) {
  if (worst.length === 0) {
    return h('p', { class: 'muted' }, 'No test case is on the wrong side of the threshold.');
  }
  const link = (study) => (study.includes('-') ? study : h('a', { href: studyHash(study) }, study));
  return [h('h3', {}, 'Furthest on the wrong side'),
    h('ul', { class: 'plain', 'data-testid': 'worst' }, worst.map((error) => h('li', {}, link(error.study), ` scored ${error.score.toFixed(3)}, ${error.present ? 'present' : 'absent'}`)))];
}
