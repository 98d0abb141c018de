// The frame around every view: name, ways to go, connection, ledger, light and dark.

import { announce, h, put, svg, text } from './dom.js';
import { duration, timeOfDay } from './clock.js';
import { recall, remember } from './store.js';
import { accessWords } from './session.js';
import { showHelp } from './help.js';

const THEMES = { '': 'light', light: 'dark', dark: '' };
const THEME_WORDS = { '': 'System', light: 'Light', dark: 'Dark' };

const ICONS = {
  '': 'M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3',
  light: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9 13 13M3 13l1.1-1.1M11.9 4.1 13 3',
  dark: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z',
};

export class Shell {
  #app;
  #main = h('main', { id: 'main', tabindex: '-1' });
  #connection = h('span', { class: 'connection', role: 'status', 'data-testid': 'connection' });
  #banner = h('div', { class: 'banner', role: 'alert', 'data-testid': 'banner', hidden: true });
  #ledger = h('p', { class: 'ledger', 'data-testid': 'ledger' });
  #access = h('p', { class: 'access', 'data-testid': 'access' });
  #systemDark = matchMedia('(prefers-color-scheme: dark)');
  #theme = h('button', { class: 'quiet icon', 'data-testid': 'theme', onclick: () => this.#nextTheme() });

  constructor(app) {
    this.#app = app;
    this.element = h('div', { class: 'shell' }, this.#header(), this.#banner, this.#main, this.#footer());
    this.#showTheme(recall('theme'));
    this.#systemDark.addEventListener('change', () => this.#showTheme(recall('theme')));
    this.connection();
    app.list.addEventListener('change', () => this.#title());
  }

  #header() {
    return h('header', { class: 'top' },
      h('a', { class: 'brand', href: '#/', 'aria-label': 'Vigil, to the worklist' },
        h('img', { src: 'favicon.svg', alt: '', width: 24, height: 24 }), h('span', {}, 'Vigil')),
      this.#connection,
      h('nav', { 'aria-label': 'Main' },
        h('button', { class: 'primary', 'data-testid': 'open-upload', onclick: () => this.#app.openUpload() },
          svg('svg', { class: 'shape', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
            svg('path', { class: 'line', d: 'M8 11V2.5M4.5 5.8 8 2.3l3.5 3.5M2.5 10.5v3h11v-3' })),
          'Upload'),
        h('button', { class: 'quiet wide-only', 'data-testid': 'open-runs', onclick: () => (location.hash = '#/runs') }, 'Runs'),
        h('button', { class: 'quiet wide-only', 'data-testid': 'open-help', onclick: showHelp, title: 'Keys (?)' }, 'Keys'),
        this.#theme));
  }

  #footer() {
    return h('footer', { class: 'bottom' }, this.#ledger, this.#access);
  }

  /** Who may look at this page, and who does. */
  access(signOn, session) {
    text(this.#access, accessWords(signOn, session));
  }

  /** Shows a view. */
  show(name, elements) {
    this.element.dataset.view = name;
    put(this.#main, elements);
  }

  /** The ledger's totals: every accepted image ends in exactly one state. */
  ledger(totals) {
    const part = (name, label) => [
      h('span', { class: 'ledger-part' }, h('b', { 'data-testid': `ledger-${name}` }, totals[name] ?? '?'), ` ${label}`),
    ];
    put(this.#ledger,
      h('span', { class: 'ledger-title' }, 'Images: '),
      part('accepted', 'accepted'), ' = ', part('scored', 'scored'), ' + ', part('abstained', 'abstained'), ' + ',
      part('rejected', 'rejected'), ' + ', part('inFlight', 'in flight'));
  }

  /** Says whether updates arrive. Lost is said loudly only when it lasts, or the list cannot be read. */
  connection() {
    const { state, since } = this.#app.stream;
    const away = state !== 'live' && this.#app.list.status === 'failed';
    const shown = away ? 'away' : state;
    const words = { live: 'Live', connecting: 'Connecting', lost: 'Updates lost', away: 'Server away' }[shown];
    if (this.#connection.dataset.state !== shown) {
      put(this.#connection, h('i', { 'aria-hidden': 'true' }), h('span', {}, words));
      this.#connection.dataset.state = shown;
      if (shown !== 'connecting') {
        announce(words);
      }
    }
    this.#warn(shown, since);
  }

  #warn(shown, since) {
    const lasting = Date.now() - since > 3_000;
    const { list, clock } = this.#app;
    if (shown === 'away' && lasting) {
      const as = list.readAt ? ` What you see is as of ${timeOfDay(list.readAt, clock.now(), true)}; waiting times go on counting.` : '';
      this.#say(`The server has not answered for ${duration(Date.now() - since)}.${as} Trying again.`);
    } else if (shown === 'lost' && lasting) {
      this.#say('Live updates are lost. The list is read again every 10 seconds until they are back.');
    } else {
      this.#banner.hidden = true;
      this.#banner.removeAttribute('data-message');
    }
    this.#banner.dataset.state = shown;
  }

  #say(message) {
    text(this.#banner, message);
    this.#banner.hidden = false;
  }

  tick() {
    this.connection();
  }

  #title() {
    const { list } = this.#app;
    const overdue = [...list.items.values()].filter((item) => item.overdue).length;
    document.title =
      list.status === 'loading' ? 'Vigil worklist' : `${overdue ? `${overdue} overdue · ` : ''}${list.total} ${list.filter.state} · Vigil`;
  }

  #nextTheme() {
    const theme = THEMES[recall('theme')] ?? '';
    remember('theme', theme);
    this.#showTheme(theme);
    announce(`${THEME_WORDS[theme]} colours`);
  }

  #showTheme(theme) {
    document.documentElement.dataset.theme = theme || (this.#systemDark.matches ? 'dark' : 'light');
    const label = `Colours: ${THEME_WORDS[theme] ?? 'System'}`;
    this.#theme.setAttribute('aria-label', label);
    this.#theme.title = label;
    put(this.#theme, svg('svg', { class: 'shape', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
      svg('path', { class: 'line', d: ICONS[theme] ?? ICONS[''] })));
  }
}
