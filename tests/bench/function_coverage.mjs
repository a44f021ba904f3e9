// Takes the place of split-wasm.js in an instrumented site, and under Node: records which functions
// of the instrumented modules run (`instrument` in wasm_split.py).

const { instantiate, instantiateStreaming, Instance, Module } = WebAssembly;
const NO_OP_MODULE = Uint8Array.from(
  "\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x07\x05\x01\x01f\0\0\x0a\x04\x01\x02\0\x0b",
  (character) => character.charCodeAt(0),
);
const TABLE_PREFIX = "split-table:";
const tables = [];

function connect(instance) {
  const exports = { __proto__: null, ...instance.exports };
  const name = Object.keys(exports).find((key) => key.startsWith(TABLE_PREFIX));
  if (!name) return instance;
  const table = exports[name];
  const { f } = new Instance(new Module(NO_OP_MODULE)).exports;
  for (let index = 0; index < table.length; index++) table.set(index, f);
  tables.push({ file: name.slice(TABLE_PREFIX.length), table });
  delete exports[name];
  return { exports };
}

class ConnectedInstance extends Instance {
  constructor(module, imports) {
    super(module, imports);
    return connect(this);
  }
}

async function connectAll(pending) {
  const result = await pending;
  if (result instanceof Instance) return connect(result);
  return { module: result.module, instance: connect(result.instance) };
}

Object.assign(WebAssembly, {
  Instance: ConnectedInstance,
  instantiate: (...options) => connectAll(instantiate(...options)),
  instantiateStreaming: (...options) => connectAll(instantiateStreaming(...options)),
});

/** @returns {Object<string, number[]>} the positions of the functions that have run, by file */
globalThis.executedFunctions = () => {
  const executed = {};
  for (const { file, table } of tables) {
    const positions = (executed[file] ??= []);
    // An instrumented function sets its item to null when it runs.
    for (let index = 0; index < table.length; index++)
      if (table.get(index) === null) positions.push(index);
  }
  return executed;
};

// A worker of the app evaluates no code from outside: the page asks it on a channel.
if (globalThis.WorkerGlobalScope) {
  const channel = new BroadcastChannel("executed functions");
  channel.onmessage = () => channel.postMessage(globalThis.executedFunctions());
}

export const onMissingModule = () => {};

/** @returns {Promise<void>} */
export const loadSecondaryModules = async () => {};
