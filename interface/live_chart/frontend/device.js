// @ts-check
// What this browser keeps of a reader, and nobody else. One that keeps nothing has nothing to tell.

export function kept(/** @type {string} */ name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function keep(/** @type {string} */ name, /** @type {string} */ text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // Then the reader is a new one next time.
  }
}
