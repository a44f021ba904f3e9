// Replaces local and session storage with a storage in memory where the browser refuses them
// (cookies and site data blocked). Access then throws, and the engine never connects to Python.
// The engine needs what it stores there only as long as the page.

class MemoryStorage {
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
    // Refused: replaced below.
  }
  Object.defineProperty(globalThis, name, { value: new MemoryStorage(), configurable: true });
}
