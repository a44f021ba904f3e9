// Where a browser refuses local and session storage (cookies and site data blocked), even to
// ask for them throws, and the engine never connects to Python. What the engine keeps there
// lasts no longer than the page: a storage in memory serves as well.

class MemoryStorage {
  #items = new Map();

  get length() {
    return this.#items.size;
  }

  key(at) {
    return [...this.#items.keys()][at] ?? null;
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
    // Refused: replaced below.
  }
  Object.defineProperty(globalThis, name, { value: new MemoryStorage(), configurable: true });
}
