// Puts the page together: one clock, one list, one stream, and the view that the address names.

import { Api } from './api.js';
import { ServerClock } from './clock.js';
import { announce, h, isTyping, put } from './dom.js';
import { Worklist } from './list.js';
import { LiveStream } from './stream.js';
import { listHash, parse, studyHash } from './route.js';
import { session } from './session.js';
import { Shell } from './shell.js';
import { WorklistView } from './worklist-view.js';
import { StudyView } from './study-view.js';
import { RunsView } from './runs-view.js';
import { RunView } from './run-view.js';
import { UploadPanel } from './upload-panel.js';
import { showHelp } from './help.js';
import { kindWord, urgencyWord } from './words.js';

const BATCH = 150;
const POLL = 10_000;
const QUIET_REREAD = 60_000;

const clock = new ServerClock();
const api = new Api(clock);
const list = new Worklist(api, clock);
const stream = new LiveStream('api/events');

/** What the views share. `config` and `session` are null until the server has told them. */
const app = {
  api,
  clock,
  list,
  stream,
  config: null,
  session: null,
  events: new EventTarget(),
  openStudy: (id) => (location.hash = studyHash(id)),
  openList: () => (location.hash = listHash(list.filter)),
  openUpload: () => (location.hash = listHash(list.filter, 'upload')),
  setFilter: (filter) => (location.hash = listHash(filter, parse(location.hash).view === 'upload' ? 'upload' : '')),
};

const shell = new Shell(app);
const worklist = new WorklistView(app);
const upload = new UploadPanel(app);
let study = null;
let runs = null;
let listed = null;

function show() {
  const route = parse(location.hash);
  const wasStudy = study?.id;
  if (route.view !== 'study' || route.id !== study?.id) {
    study?.close();
    study = null;
  }
  runs?.close();
  runs = null;
  if (route.view === 'runs' || route.view === 'run') {
    runs = route.view === 'runs' ? new RunsView(app) : new RunView(app, route.id);
    shell.show('runs', [runs.element]);
    runs.focus();
    return;
  }
  if (route.view === 'study') {
    if (!study) {
      study = new StudyView(app, route.id);
      shell.show('study', [study.element]);
      study.focus();
    }
    if (listed === null) {
      readList({});
    }
    return;
  }
  readList(route.filter);
  shell.show(route.view, route.view === 'upload' ? [worklist.element, upload.element] : [worklist.element]);
  worklist.shown(wasStudy);
  if (route.view === 'upload') {
    upload.focus();
  }
}

function readList(filter) {
  const wanted = listHash(filter);
  if (wanted !== listed) {
    listed = wanted;
    list.setFilter(filter);
  }
}

async function readConfig() {
  try {
    [app.config, app.session] = await Promise.all([api.config(), session.current()]);
    shell.access(app.config.signOn, app.session);
    app.events.dispatchEvent(new Event('config'));
  } catch {
    setTimeout(readConfig, 5_000); // The page works without; uploads wait for it and say so.
  }
}

/** Events come in bursts; the list is sorted and painted once for each burst. */
const burst = new Map();
stream.addEventListener('study', ({ detail }) => {
  if (burst.size === 0) {
    setTimeout(flush, BATCH);
  }
  burst.set(detail.studyId, detail);
});

function flush() {
  const studies = [...burst.values()];
  burst.clear();
  list.apply(studies);
  for (const item of studies) {
    app.events.dispatchEvent(new CustomEvent('study', { detail: item }));
  }
}

list.addEventListener('change', ({ detail }) => {
  const [first, ...others] = detail.raised;
  if (first) {
    const place = first.position ? ` at position ${first.position}` : '';
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    announce(`${urgencyWord(first.urgency)}: ${kindWord(first.kind)} from ${first.site}${place}${more}`);
  }
});

stream.addEventListener('read', ({ detail }) => {
  list.applyRead(detail.studyId);
  app.events.dispatchEvent(new CustomEvent('read', { detail }));
});
stream.addEventListener('run', ({ detail }) => app.events.dispatchEvent(new CustomEvent('run', { detail })));
stream.addEventListener('ledger', ({ detail }) => shell.ledger(detail));
stream.addEventListener('reread', () => list.reread());
stream.addEventListener('state', ({ detail }) => {
  shell.connection();
  if (detail.state === 'live') {
    list.reread(); // Whatever happened meanwhile was not heard.
    readLedger();
    app.events.dispatchEvent(new Event('reconnected'));
  }
});

async function readLedger() {
  try {
    shell.ledger(await api.ledger());
  } catch {
    // It comes with the next event.
  }
}

let lastPoll = Date.now();
setInterval(() => {
  list.tick();
  shell.tick();
  worklist.tick();
  study?.tick();
  const pause = stream.state === 'live' ? QUIET_REREAD : POLL;
  if (Date.now() - lastPoll > pause && !document.hidden) {
    lastPoll = Date.now();
    list.reread();
  }
}, 1_000);

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  if (event.key === 'Escape') {
    escape(event);
  } else if (!isTyping(event.target) && !document.querySelector('dialog[open]')) {
    shortcut(event);
  }
});

function escape(event) {
  if (document.querySelector('dialog[open]')) {
    return; // The dialog closes itself.
  }
  if (isTyping(event.target)) {
    event.target.blur();
  } else if (parse(location.hash).view !== 'list') {
    app.openList();
  }
}

function shortcut(event) {
  const view = parse(location.hash).view;
  if (event.key === '?') {
    event.preventDefault();
    showHelp();
  } else if (event.key === 'u') {
    event.preventDefault();
    app.openUpload();
  } else if (runs) {
    return; // Its links and tables have the browser's own keys.
  } else if (view === 'study' ? study?.key(event) : worklist.key(event)) {
    event.preventDefault();
  }
}

put(document.getElementById('app'), shell.element);
document.documentElement.classList.add('ready');
addEventListener('hashchange', show);
show();
readConfig();
readLedger();
stream.open();
