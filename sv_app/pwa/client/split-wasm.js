// Loads the secondary module of each WebAssembly module that the build has split (wasm_split.py):
// after the start, or at the first call of one of its functions.

// The split table is exported under this prefix and the file of the secondary module.
const TABLE_PREFIX = "split-table:";
const SHARED_PREFIX = "split-shared."; // of an export for the secondary module

// worker-policy.js replaces or removes both.
const { fetch, XMLHttpRequest } = globalThis;
const { compile, instantiate, instantiateStreaming, Instance, Module } = WebAssembly;
const secondaryModules = []; // those of the modules that are in use
/** @type {function(string): void} */
let reportError = () => {};

// Imports a function `e.f`, and exports it as `f`: a table accepts only exported functions.
const WRAPPER = Uint8Array.from(
  "\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x07\x01\x01e\x01f\0\0\x07\x05\x01\x01f\0\0",
  (character) => character.charCodeAt(0),
);
const wrap = (f) => new Instance(new Module(WRAPPER), { e: { f } }).exports.f;

const urlOf = (file) => new URL(file, import.meta.url);

class SecondaryModule {
  #file;
  #imports;
  #isLoaded = false;

  constructor(file, shared, imports) {
    this.#file = file;
    this.#imports = { ...imports, split: shared };
    shared.table.set(
      0,
      wrap(() => this.#loadNow()),
    );
  }

  // An instance fills the split table: its first item, `#loadNow`, becomes a function that does
  // nothing.
  #use(module) {
    if (!this.#isLoaded) new Instance(module, this.#imports);
    this.#isLoaded = true;
  }

  // Python waits: the file comes from the service worker, or is requested within the call.
  #loadNow() {
    try {
      const request = new XMLHttpRequest();
      request.open("GET", urlOf(this.#file), false);
      request.responseType = "arraybuffer";
      request.send();
      if (request.status !== 200) throw new Error(`HTTP ${request.status}`);
      this.#use(new Module(request.response));
    } catch (error) {
      reportError(`${this.#file}: ${error}`);
      throw error;
    }
  }

  async load() {
    if (this.#isLoaded) return;
    const response = await fetch(urlOf(this.#file), { mode: "same-origin" });
    this.#use(await compile(await response.arrayBuffer()));
  }
}

// Returns an instance without the exports that are for the secondary module only.
function connect(instance, imports) {
  const exports = { __proto__: null };
  const shared = {};
  let file = null;
  for (const [name, value] of Object.entries(instance.exports)) {
    if (name.startsWith(TABLE_PREFIX))
      [file, shared.table] = [name.slice(TABLE_PREFIX.length), value];
    else if (name.startsWith(SHARED_PREFIX)) shared[name] = value;
    else exports[name] = value;
  }
  if (!file) return instance;
  secondaryModules.push(new SecondaryModule(file, shared, imports));
  return { exports };
}

class ConnectedInstance extends Instance {
  constructor(module, imports) {
    super(module, imports);
    return connect(this, imports);
  }
}

async function connectAll(pending, imports) {
  const result = await pending;
  if (result instanceof Instance) return connect(result, imports);
  return { module: result.module, instance: connect(result.instance, imports) };
}

Object.assign(WebAssembly, {
  Instance: ConnectedInstance,
  instantiate: (source, imports) => connectAll(instantiate(source, imports), imports),
  instantiateStreaming: (source, imports) =>
    connectAll(instantiateStreaming(source, imports), imports),
});

/**
 * Report when a function of a secondary module was called and the module could not be loaded.
 * Python has then stopped.
 * @param {function(string): void} listener receives the file and the reason
 */
export function onMissingModule(listener) {
  reportError = listener;
}

/**
 * Load the secondary modules, which need the network at a first visit. Errors are not reported: a
 * module that is missing is requested again when it is needed.
 * @returns {Promise<void>}
 */
export async function loadSecondaryModules() {
  await Promise.all(secondaryModules.map((module) => module.load())).catch(() => {});
}
