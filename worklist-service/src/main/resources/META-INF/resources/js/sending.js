// Sends one study to the front door, and says at each moment how far it has come. No DOM in here.

import { Problem } from './api.js';
import { session } from './session.js';

const MOST_TRIES = 6;
const LONGEST_WAIT = 60;

/** The study of DESIGN section 7, of images that the front door holds already. */
export function studyOf({ site, kind, priority, metadata, files }) {
  const images = files.map(({ held, role }) => (role ? { upload: held.upload, role } : { upload: held.upload }));
  return { site, ...(kind && { kind }), priority, metadata, images };
}

/** Seconds until try n+1 after n tries failed: what the server asks for, or doubling; null gives up. */
export function waitAfter(tries, problem) {
  if (!problem.passing || tries >= MOST_TRIES) {
    return null;
  }
  return Math.min(LONGEST_WAIT, problem.retryAfter ?? 2 ** tries);
}

/** What a refusal means and what to do, in plain words. */
export function plainWords(problem) {
  if (problem.status === 0) {
    return 'The front door does not answer. Check the network; if it goes on, tell whoever runs Vigil.';
  }
  const said = problem.detail || problem.title;
  const about = problem.instance ? ` (${problem.instance.replace(/^image\./, 'image, role ')})` : '';
  if (problem.status === 503) {
    return `The front door cannot take studies just now. ${said}`;
  }
  if (problem.status === 413) {
    return `Too much to take: ${said}${about}`;
  }
  if (problem.status >= 400 && problem.status < 500) {
    return `The study was not taken: ${said}${about}`;
  }
  return `Something failed at the front door: ${said}`;
}

/** Posts once. Resolves to the receipt; rejects with a Problem. */
export async function post(url, study, signal) {
  let response;
  let body;
  try {
    const headers = {
      Accept: 'application/json, application/problem+json',
      'Content-Type': 'application/json',
      ...(await session.authorization()),
    };
    response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(study), signal });
    body = await response.text();
  } catch (error) {
    throw error.name === 'AbortError' ? new Problem(-1, 'Stopped') : Problem.unreachable('The front door');
  }
  if (response.status !== 202) {
    throw Problem.of(response.status, body, response.headers.get('Retry-After'));
  }
  return accepted(body);
}

function accepted(body) {
  try {
    const receipt = JSON.parse(body);
    if (typeof receipt.studyId === 'string') {
      return receipt;
    }
  } catch {
    // Told below.
  }
  throw new Problem(202, 'The answer of the front door cannot be read', 'Sending again is safe.');
}

/**
 * One study on its way: sending, waiting to try again, accepted, on the list, scored or abstained,
 * placed. Fires `change`. Repeating is safe: the same bytes are the same images and the same study.
 */
export class Sending extends EventTarget {
  step = 'sending';
  tries = 0;
  retryAt = null;
  receipt = null;
  problem = null;
  study = null;

  #url;
  #request;
  #abort = null;
  #timer = null;

  constructor(url, request) {
    super();
    this.#url = url;
    this.#request = request;
    this.kind = request.kind;
    this.site = request.site;
    this.images = request.files.length;
    this.files = request.files.map(({ held }) => held);
    this.files.forEach((held) => held.addEventListener('change', () => this.#heard()));
  }

  /** Share of the bytes that are there. */
  get progress() {
    const size = this.files.reduce((sum, held) => sum + held.size, 0);
    return size === 0 ? 0 : this.files.reduce((sum, held) => sum + held.offset, 0) / size;
  }

  /** The first file that waits for the network, if any does. */
  get interrupted() {
    return this.files.find((held) => held.step === 'waiting') ?? null;
  }

  async send() {
    clearTimeout(this.#timer);
    this.tries++;
    this.#abort = new AbortController();
    this.#become('sending', { retryAt: null, problem: null });
    try {
      await this.#whole(this.#abort.signal);
      const receipt = await post(this.#url, studyOf(this.#request), this.#abort.signal);
      this.#become('accepted', { receipt });
    } catch (problem) {
      this.#failed(problem);
    }
  }

  /** Waits until every file is there; rejects with the problem of one that is refused. */
  #whole(signal) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const bad = this.files.find(({ step }) => step === 'refused' || step === 'stopped');
        if (signal.aborted) {
          reject(new Problem(-1, 'Stopped'));
        } else if (bad) {
          reject(bad.problem ?? new Problem(-1, 'Stopped'));
        } else if (this.files.every(({ step }) => step === 'there')) {
          resolve();
        } else {
          return;
        }
        this.removeEventListener('change', look);
        signal.removeEventListener('abort', look);
      };
      this.addEventListener('change', look);
      signal.addEventListener('abort', look);
      look();
    });
  }

  #heard() {
    if (this.step === 'sending') {
      this.dispatchEvent(new Event('change'));
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    if (this.step === 'retrying') {
      this.#become('stopped', { retryAt: null });
    }
  }

  #failed(problem) {
    if (problem.status === -1) {
      this.#become('stopped', { problem });
      return;
    }
    const wait = waitAfter(this.tries, problem);
    if (wait === null) {
      this.#become('failed', { problem });
    } else {
      this.#become('retrying', { problem, retryAt: Date.now() + wait * 1000 });
      this.#timer = setTimeout(() => this.send(), wait * 1000);
    }
  }

  /** Takes what the worklist says of the study. */
  follow(study) {
    const step = { waiting: 'listed', scored: 'scored', abstained: 'abstained', read: 'read' }[study.state] ?? 'listed';
    this.#become(step, { study });
  }

  /** Whether the worklist is still to say where the study stands. */
  get open() {
    return this.step === 'accepted' || this.step === 'listed';
  }

  #become(step, changes) {
    Object.assign(this, changes, { step });
    this.dispatchEvent(new Event('change'));
  }
}
