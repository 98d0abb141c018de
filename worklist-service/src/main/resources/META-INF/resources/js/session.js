// Who is signed on, and the token with which the page asks the services that do not share its session.

const MARGIN = 30_000; // A token that ends while a request is on its way is of no use.

export class Session {
  #read;
  #now;
  #reading = null;
  #known = null;

  /**
   * @param read fetches `{name, roles, everySite, sites, token?, until?}`
   * @param now milliseconds
   */
  constructor(read, now = Date.now) {
    this.#read = read;
    this.#now = now;
  }

  /** Who it is; read anew when the token is about to end. Several that ask at once wait for one answer. */
  async current() {
    if (this.#known && !this.#ending(this.#known)) {
      return this.#known;
    }
    this.#reading ??= this.#read().finally(() => (this.#reading = null));
    this.#known = await this.#reading;
    return this.#known;
  }

  #ending({ until }) {
    return Boolean(until) && Date.parse(until) - this.#now() < MARGIN;
  }

  /** The header that says who asks; none with sign-on off, or when it cannot be told. */
  async authorization() {
    try {
      const { token } = await this.current();
      return token ? { Authorization: `Bearer ${token}` } : {};
    } catch {
      return {}; // The other service says what is wrong.
    }
  }
}

async function readSession() {
  const response = await fetch('api/session', { cache: 'no-store' });
  if (!response.ok) {
    throw new Error(`HTTP ${response.status}`);
  }
  return response.json();
}

export const session = new Session(readSession);

/** What the foot of the page says of it. */
export function accessWords(signOn, { name, everySite, sites }) {
  if (!signOn) {
    return 'Sign-on is off: whoever reaches this page may do everything. Keep it on this machine.';
  }
  const whose = everySite ? 'every site' : sites.join(', ') || 'no site';
  return `Signed on as ${name}, for ${whose}.`;
}
