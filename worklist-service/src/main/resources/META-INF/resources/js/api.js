// Talks to the worklist service. Whatever goes wrong becomes a Problem with words for people.

const PATIENCE = 15_000;
const WORDS = {
  401: 'You are not signed on any more. Open the page anew to sign on',
  403: 'Your role or your sites do not allow this',
};

/** An RFC 9457 problem, or the lack of an answer (status 0). */
export class Problem extends Error {
  constructor(status, title, detail = '', { type = '', instance = '', retryAfter = null } = {}) {
    super(detail ? `${title}: ${detail}` : title);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.type = type;
    this.instance = instance;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504 || this.status === 429;
  }

  static unreachable(who = 'The server') {
    return new Problem(0, `${who} does not answer`);
  }

  /** From an answer's status, body text and Retry-After header. */
  static of(status, body, retryAfter = null) {
    const options = { retryAfter: seconds(retryAfter) };
    try {
      const json = JSON.parse(body);
      if (json && typeof json === 'object' && (json.title || json.detail)) {
        const { title, detail, type, instance } = json;
        return new Problem(status, title ?? `HTTP ${status}`, detail ?? '', { ...options, type, instance });
      }
    } catch {
      // Not JSON: a proxy's page perhaps; its markup helps nobody.
    }
    return new Problem(status, WORDS[status] ?? `The server answered ${status}`, '', options);
  }
}

function seconds(retryAfter) {
  const n = Number(retryAfter);
  return retryAfter != null && retryAfter !== '' && Number.isFinite(n) && n >= 0 ? n : null;
}

async function request(path, options = {}) {
  let response;
  let body;
  try {
    response = await fetch(path, { ...options, signal: options.signal ?? AbortSignal.timeout(PATIENCE) });
    body = await response.text();
  } catch {
    throw Problem.unreachable();
  }
  if (!response.ok) {
    throw Problem.of(response.status, body, response.headers.get('Retry-After'));
  }
  if (response.status === 202 && body === '') {
    return null;
  }
  try {
    return JSON.parse(body);
  } catch {
    throw new Problem(response.status, 'The server answered something that is not JSON');
  }
}

/** The HTTP contract (docs/worklist.md). `clock` learns the server's time from each list. */
export class Api {
  constructor(clock) {
    this.clock = clock;
  }

  async worklist(query) {
    const sent = Date.now();
    const page = await request(`api/worklist?${parameters(query)}`);
    this.clock.observe(page.now, sent, Date.now());
    return page;
  }

  study(id) {
    return request(`api/studies/${encodeURIComponent(id)}`);
  }

  verdict(id, verdict) {
    return request(`api/studies/${encodeURIComponent(id)}/verdict`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(verdict),
    });
  }

  takeBack(id, reader) {
    return request(`api/studies/${encodeURIComponent(id)}/verdict?${parameters({ reader })}`, { method: 'DELETE' });
  }

  /** Which heat maps there are. */
  explanations(id) {
    return request(`api/studies/${encodeURIComponent(id)}/explanations`);
  }

  /** Asks for the heat maps of a finding; they come later or not at all. */
  async wantExplanation(id, finding) {
    await request(`api/studies/${encodeURIComponent(id)}/explanations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ finding }),
    });
  }

  runs() {
    return request('api/runs');
  }

  run(id) {
    return request(`api/runs/${encodeURIComponent(id)}`);
  }

  /** What a run came to. */
  runReport(id) {
    return request(`api/runs/${encodeURIComponent(id)}/report`);
  }

  ledger() {
    return request('api/ledger');
  }

  config() {
    return request('api/config');
  }

  /** The bytes of a picture. */
  async image(href, signal) {
    let response;
    try {
      response = await fetch(href, { signal });
    } catch (error) {
      throw error.name === 'AbortError' ? error : Problem.unreachable();
    }
    if (!response.ok) {
      throw Problem.of(response.status, await response.text());
    }
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** Query parameters; what is empty is left out. */
export function parameters(query) {
  const given = Object.entries(query).filter(([, value]) => value != null && value !== '');
  return new URLSearchParams(given).toString();
}
