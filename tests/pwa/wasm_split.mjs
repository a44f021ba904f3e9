// Runs primary modules with the loader of the page.
// Usage: node wasm_split.mjs LOADER FOLDER; prints what each module of FOLDER/primaries.json computes.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [loader, folder] = process.argv.slice(2);
let loaded = [];
let isOffline = false;

globalThis.XMLHttpRequest = class {
  open(method, url) {
    const file = url.pathname.split("/").at(-1);
    loaded.push(file);
    this.status = isOffline ? 503 : 200;
    this.response = readFileSync(`${folder}/${file}`);
  }
  send() {}
};
const { onMissingModule } = await import(pathToFileURL(loader));

const imports = { env: { double: (number) => 2 * number } };
const results = {};
for (const file of JSON.parse(readFileSync(`${folder}/primaries.json`, "utf8"))) {
  loaded = [];
  const { instance } = await WebAssembly.instantiate(readFileSync(`${folder}/${file}`), imports);
  const { run, count } = instance.exports;
  const loadedBefore = [...loaded];
  const values = [0, 1, 2].map((number) => run(number));
  const exports = Object.keys(instance.exports);
  results[file] = { values, count: count.value, exports, loaded, loadedBefore };
}
const reported = [];
onMissingModule((reason) => reported.push(reason));
const [, moved] = JSON.parse(readFileSync(`${folder}/primaries.json`, "utf8"));
const { instance } = await WebAssembly.instantiate(readFileSync(`${folder}/${moved}`), imports);
const attempt = () => {
  try {
    return instance.exports.run(0);
  } catch (error) {
    return error.message;
  }
};
loaded = [];
isOffline = true;
const offline = attempt();
isOffline = false;
results["first offline"] = { offline, online: attempt(), reported };
process.stdout.write(JSON.stringify(results));
