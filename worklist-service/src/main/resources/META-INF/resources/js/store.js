// What this browser remembers for its reader; works, forgetfully, where storage is forbidden.

const PREFIX = 'vigil.';
const memory = new Map();

export function remember(key, value) {
  memory.set(key, value);
  try {
    if (value === '') {
      localStorage.removeItem(PREFIX + key);
    } else {
      localStorage.setItem(PREFIX + key, value);
    }
  } catch {
    // Then only until the page is closed.
  }
}

export function recall(key) {
  try {
    return localStorage.getItem(PREFIX + key) ?? memory.get(key) ?? '';
  } catch {
    return memory.get(key) ?? '';
  }
}
