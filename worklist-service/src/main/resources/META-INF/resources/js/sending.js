// Sends one study to the front door, and says at each moment how far it has come. No DOM in here.

import { Problem } from './api.js';

const MOST_TRIES = 6;
const LONGEST_WAIT = 60;

/**
 * The multipart form of DESIGN section 7: part `study` (JSON), each image as `image.<role>`, or plain
 * `image` where the sender leaves the role open.
 */
export function formOf({ site, kind, priority, metadata, files }, FormDataType = FormData) {
  const form = new FormDataType();
  const study = { site, priority, metadata };
  if (kind) {
    study.kind = kind;
  }
  form.append('study', JSON.stringify(study));
  for (const { file, role } of files) {
    form.append(role ? `image.${role}` : 'image', file, file.name || 'image');
  }
  return form;
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

/** Posts once. Resolves to the receipt; rejects with a Problem. `progress` gets 0 to 1. */
export function post(url, form, progress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has been sent.
    request.open('POST', url);
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      if (request.status === 202) {
        accepted(request.responseText, resolve, reject);
      } else {
        reject(Problem.of(request.status, request.responseText, request.getResponseHeader('Retry-After')));
      }
    };
    request.onerror = () => reject(Problem.unreachable('The front door'));
    request.onabort = () => reject(new Problem(-1, 'Stopped'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function accepted(body, resolve, reject) {
  try {
    const receipt = JSON.parse(body);
    if (typeof receipt.studyId !== 'string') {
      throw new Error('no studyId');
    }
    resolve(receipt);
  } catch {
    reject(new Problem(202, 'The answer of the front door cannot be read', 'Sending again is safe.'));
  }
}

/**
 * One study on its way: sending, waiting to try again, accepted, on the list, scored or abstained,
 * placed. Fires `change`. Repeating is safe: the same bytes are the same images and the same study.
 */
export class Sending extends EventTarget {
  step = 'sending';
  progress = 0;
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
  }

  async send() {
    clearTimeout(this.#timer);
    this.tries++;
    this.#abort = new AbortController();
    this.#become('sending', { progress: 0, retryAt: null, problem: null });
    try {
      const progress = (share) => this.#become('sending', { progress: share });
      const receipt = await post(this.#url, formOf(this.#request), progress, this.#abort.signal);
      this.#request = null; // The files need not stay in memory.
      this.#become('accepted', { receipt, progress: 1 });
    } catch (problem) {
      this.#failed(problem);
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
