// One image on its way to the front door by the tus protocol 1.0.0, before it belongs to a study. It
// goes on from where the front door stands after every interruption. No DOM in here.

import { Problem } from './api.js';
import { session } from './session.js';

const TUS = { 'Tus-Resumable': '1.0.0' };
const PART = 2 << 20; // What a broken connection can cost at most, and what proxies still pass.
const LONGEST_WAIT = 30;
const GONE = [404, 410];
const STANDS_ELSEWHERE = [409, 423];

/** Sends one request. Resolves to status and headers; rejects with a Problem. `progress` gets bytes. */
export async function exchange(method, url, headers, body, progress, signal) {
  const signed = { ...headers, ...(await session.authorization()) };
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has been sent.
    request.open(method, url);
    Object.entries(signed).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve({ header: (name) => request.getResponseHeader(name), body: request.responseText });
      } else {
        reject(Problem.of(request.status, request.responseText, request.getResponseHeader('Retry-After')));
      }
    };
    request.onerror = () => reject(Problem.unreachable('The front door'));
    request.onabort = () => reject(new Problem(-1, 'Stopped'));
    if (signal.aborted) {
      reject(new Problem(-1, 'Stopped'));
      return;
    }
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

/** Seconds to wait after so many failures in a row. */
export const pause = (failures, problem) => Math.min(LONGEST_WAIT, problem.retryAfter ?? 2 ** (failures - 1));

/**
 * The same file chosen again, after the page was closed, goes on where it stopped. Its name is not kept
 * as it is (FNV-1a instead), for it may name the patient.
 */
export function fingerprint({ name, size, lastModified }) {
  const hash = [...name].reduce((h, c) => Math.imul(h ^ c.codePointAt(0), 0x01000193) >>> 0, 0x811c9dc5);
  return `upload:${hash.toString(16)}:${size}:${lastModified}`;
}

/**
 * A file that is being sent, or is there. Fires `change`. Steps: `sending`, `waiting` (for the network),
 * `there`, `refused` (with a problem), `stopped`.
 */
export class HeldFile extends EventTarget {
  step = 'sending';
  offset = 0;
  problem = null;
  quality = null;

  #door;
  #file;
  #shelf;
  #send;
  #location = '';
  #abort = new AbortController();
  #wake = () => {};

  /**
   * @param door URL of the front door
   * @param shelf remembers where uploads are: `recall(key)`, `remember(key, value)`
   * @param send as `exchange`
   */
  constructor(door, file, shelf, send = exchange) {
    super();
    this.#door = door;
    this.#file = file;
    this.#shelf = shelf;
    this.#send = send;
  }

  /** The upload's name at the front door; empty before it has one. */
  get upload() {
    return this.#location.slice(this.#location.lastIndexOf('/') + 1);
  }

  get size() {
    return this.#file.size;
  }

  /** Sends until all is there or refused; resolves in either case. */
  async send() {
    let failures = 0;
    while (this.step === 'sending' || this.step === 'waiting') {
      const before = this.offset;
      try {
        await this.#goOn();
        this.#shelf.remember(fingerprint(this.#file), this.#location);
        this.#become('there');
      } catch (problem) {
        failures = this.offset > before ? 1 : failures + 1;
        await this.#failed(problem, failures);
      }
    }
  }

  async #goOn() {
    if (!this.#location) {
      await this.#begin();
    } else {
      await this.#ask();
    }
    this.#become('sending', { problem: null });
    while (this.offset < this.size) {
      await this.#part();
    }
  }

  async #begin() {
    this.#location = this.#shelf.recall(fingerprint(this.#file));
    if (this.#location) {
      await this.#ask();
      return;
    }
    const answer = await this.#request('POST', `${this.#door}/api/uploads`, { 'Upload-Length': this.size });
    this.#location = new URL(answer.header('Location'), this.#door).href;
    this.#shelf.remember(fingerprint(this.#file), this.#location);
  }

  /** Asks where the upload stands; one that is gone begins anew. */
  async #ask() {
    try {
      const answer = await this.#request('HEAD', this.#location, {});
      this.offset = Number(answer.header('Upload-Offset'));
    } catch (problem) {
      if (!GONE.includes(problem.status)) {
        throw problem;
      }
      this.#forget();
      await this.#begin();
    }
  }

  #forget() {
    this.#shelf.remember(fingerprint(this.#file), '');
    this.#location = '';
    this.offset = 0;
  }

  async #part() {
    const from = this.offset;
    const part = this.#file.slice(from, from + PART);
    const headers = { 'Upload-Offset': from, 'Content-Type': 'application/offset+octet-stream' };
    const answer = await this.#request('PATCH', this.#location, headers, part, (sent) => {
      this.#become('sending', { offset: Math.min(from + sent, from + part.size) });
    });
    this.offset = Number(answer.header('Upload-Offset'));
    if (!(this.offset > from)) {
      throw new Problem(409, 'The front door took nothing'); // Asked again, with a pause.
    }
  }

  #request(method, url, headers, body = null, progress = () => {}) {
    return this.#send(method, url, { ...TUS, ...headers }, body, progress, this.#abort.signal);
  }

  async #failed(problem, failures) {
    if (problem.status === -1) {
      this.#become('stopped');
    } else if (problem.passing || STANDS_ELSEWHERE.includes(problem.status) || GONE.includes(problem.status)) {
      this.#become('waiting', { problem });
      await this.#rest(pause(failures, problem));
    } else {
      this.#become('refused', { problem });
    }
  }

  /** Waits, but no longer than until the network is back. */
  #rest(seconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The network is back, or somebody is impatient. */
  wake() {
    this.#wake();
  }

  /** Asks how well it was taken; nothing comes of it for what is no photograph. */
  async judge(kind, role) {
    if (this.step !== 'there' || !kind) {
      return;
    }
    const words = new URLSearchParams({ kind, ...(role && { role }) });
    try {
      const answer = await this.#request('GET', `${this.#location}/quality?${words}`, {});
      this.#become('there', { quality: JSON.parse(answer.body).quality ?? null, problem: null });
    } catch (problem) {
      if (problem.status >= 400 && problem.status < 500 && !GONE.includes(problem.status)) {
        this.#become('there', { quality: null, problem });
      }
      // Otherwise it is only a hint that is missing.
    }
  }

  /** Gives the upload up; the front door forgets it. */
  async discard() {
    this.#abort.abort();
    this.#wake();
    this.step = 'stopped';
    const location = this.#location;
    this.#forget();
    if (location) {
      await this.#send('DELETE', location, TUS, null, () => {}, new AbortController().signal).catch(() => {
        // It expires there by itself.
      });
    }
  }

  #become(step, changes = {}) {
    if (this.step === 'stopped') {
      return;
    }
    Object.assign(this, changes, { step });
    this.dispatchEvent(new Event('change'));
  }
}
