// Live updates: server-sent events read with fetch, because EventSource hides the heartbeats, and a
// stream that has silently died must not pass for a quiet afternoon.

const SILENCE = 40_000; // The server's heartbeat comes every 15 s.
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;

/** Reads the text/event-stream format: feed it text, it gives whole events `{event, data}`. */
export class EventParser {
  #rest = '';
  #event = '';
  #data = [];

  feed(text) {
    this.#rest += text;
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line) {
    if (line === '') {
      return this.#dispatch();
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.#event = value;
    } else if (field === 'data') {
      this.#data.push(value);
    }
    return [];
  }

  #dispatch() {
    const events = this.#data.length > 0 ? [{ event: this.#event || 'message', data: this.#data.join('\n') }] : [];
    this.#event = '';
    this.#data = [];
    return events;
  }
}

/** How long to wait before attempt n (from 1) to connect again: doubling, bounded, with jitter. */
export function backOff(attempt, random = Math.random()) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
  return longest * (0.5 + random / 2);
}

/**
 * Keeps a stream open for ever. Fires `state` with `{state, since}` (connecting, live, lost), and the
 * server's events under their own names with their data parsed.
 */
export class LiveStream extends EventTarget {
  #attempts = 0;
  #abort = null;
  #silence = null;
  #timer = null;
  state = 'connecting';
  since = Date.now();

  constructor(path) {
    super();
    this.path = path;
    addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.#hurry());
  }

  async open() {
    this.#abort = new AbortController();
    try {
      this.#watch();
      const response = await fetch(this.path, {
        headers: { Accept: 'text/event-stream' },
        cache: 'no-store',
        signal: this.#abort.signal,
      });
      if (!response.ok || !response.body) {
        throw new Error(`HTTP ${response.status}`);
      }
      await this.#read(response.body.getReader());
    } catch {
      // However it ended, what follows is the same.
    }
    clearTimeout(this.#silence);
    this.#lost();
  }

  async #read(reader) {
    const parser = new EventParser();
    const decoder = new TextDecoder();
    this.#become('live');
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      this.#attempts = 0;
      this.#watch();
      for (const { event, data } of parser.feed(decoder.decode(value, { stream: true }))) {
        this.#dispatch(event, data);
      }
    }
  }

  #dispatch(name, data) {
    let detail;
    try {
      detail = JSON.parse(data);
    } catch {
      detail = null; // The list will be read again; a line that cannot be read tells nothing.
    }
    this.dispatchEvent(new CustomEvent(detail === null ? 'reread' : name, { detail }));
  }

  #watch() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#abort.abort(), SILENCE);
  }

  #lost() {
    this.#become('lost');
    this.#attempts++;
    this.#timer = setTimeout(() => this.#again(), backOff(this.#attempts));
  }

  #again() {
    this.#timer = null;
    this.open();
  }

  /** The network is back or somebody looks at the page again: do not sit out the wait. */
  #hurry() {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#again();
    }
  }

  #become(state) {
    if (state !== this.state) {
      this.state = state;
      this.since = Date.now();
      this.dispatchEvent(new CustomEvent('state', { detail: { state, since: this.since } }));
    }
  }
}
