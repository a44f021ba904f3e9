// Replaces local and session storage with a storage in memory where the browser refuses them, as
// when cookies and site data are blocked. Access would throw, and the engine would never connect to
// Python. The engine needs what it stores there only as long as the page is open.

export class MemoryStorage {
  #items = new Map();

  get length() {
    return this.#items.size;
  }

  key(index) {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(name) {
    return this.#items.get(String(name)) ?? null;
  }

  setItem(name, value) {
    this.#items.set(String(name), String(value));
  }

  removeItem(name) {
    this.#items.delete(String(name));
  }

  clear() {
    this.#items.clear();
  }
}

for (const name of ["localStorage", "sessionStorage"]) {
  try {
    if (globalThis[name]) continue;
  } catch {
    // The browser refuses it.
  }
  Object.defineProperty(globalThis, name, { value: new MemoryStorage(), configurable: true });
}
