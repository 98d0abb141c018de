// Time as the server tells it, and time in words.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** How old a measurement may get before a worse one replaces it. */
const STALE = 10 * MINUTE;

/**
 * Follows the server's clock: `observe` takes the server's `now` of an answer, and the sample with
 * the shortest round trip counts, since it is the most exact.
 */
export class ServerClock {
  #offset = 0;
  #roundTrip = Infinity;
  #measuredAt = -Infinity;
  #local;

  constructor(local = () => Date.now()) {
    this.#local = local;
  }

  /** `now` is the server's word (ISO 8601), sent and received are local milliseconds. */
  observe(now, sent, received) {
    const server = Date.parse(now);
    const roundTrip = received - sent;
    if (Number.isNaN(server) || roundTrip < 0) {
      return;
    }
    if (roundTrip <= this.#roundTrip || received - this.#measuredAt > STALE) {
      this.#offset = server - (sent + received) / 2;
      this.#roundTrip = roundTrip;
      this.#measuredAt = received;
    }
  }

  /** Milliseconds since the epoch, as the server would say. */
  now() {
    return this.#local() + this.#offset;
  }
}

/** A duration that a reader takes in at a glance: `45s`, `12m 05s`, `2h 05m`, `3d 04h`. */
export function duration(ms) {
  const t = Math.max(0, Math.floor(ms / SECOND)) * SECOND;
  const two = (n) => String(n).padStart(2, '0');
  if (t < MINUTE) {
    return `${t / SECOND}s`;
  }
  if (t < HOUR) {
    return `${Math.floor(t / MINUTE)}m ${two((t % MINUTE) / SECOND)}s`;
  }
  if (t < DAY) {
    return `${Math.floor(t / HOUR)}h ${two(Math.floor((t % HOUR) / MINUTE))}m`;
  }
  return `${Math.floor(t / DAY)}d ${two(Math.floor((t % DAY) / HOUR))}h`;
}

/** When something is due, seen from now: `{late, text}`. Due at this very moment is late. */
export function due(dueMs, nowMs) {
  const late = dueMs <= nowMs;
  return { late, text: late ? `${duration(nowMs - dueMs)} late` : `in ${duration(dueMs - nowMs)}` };
}

/** Time of day, with the date where it is not today's. Local time zone. */
export function timeOfDay(ms, nowMs = Date.now(), seconds = false) {
  const time = new Date(ms);
  if (Number.isNaN(time.getTime())) {
    return '';
  }
  const two = (n) => String(n).padStart(2, '0');
  const clock =
    `${two(time.getHours())}:${two(time.getMinutes())}` + (seconds ? `:${two(time.getSeconds())}` : '');
  const today = new Date(nowMs);
  if (time.toDateString() === today.toDateString()) {
    return clock;
  }
  const year = time.getFullYear() === today.getFullYear() ? '' : ` ${time.getFullYear()}`;
  return `${time.getDate()} ${MONTHS[time.getMonth()]}${year} ${clock}`;
}

/** An ISO 8601 duration (as the server writes longest waits) in milliseconds; null where it is none. */
export function isoDuration(iso) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso ?? '');
  if (!parts || iso === 'P' || iso?.endsWith('T')) {
    return null;
  }
  const [, d, hours, m, s] = parts.map((part) => Number(part ?? 0));
  return d * DAY + hours * HOUR + m * MINUTE + s * SECOND;
}
