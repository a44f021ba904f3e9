// After a failed start, reports on the console which of the files below are missing or have a wrong
// Content-Type. The report is for the host of the site.

import { readOptions } from "./options.js";

const JAVASCRIPT = /^(text|application)\/javascript\b/;
const EXPECTED = {
  "flutter.js": JAVASCRIPT,
  "main.dart.js": JAVASCRIPT,
  "main.dart.mjs": JAVASCRIPT,
  "main.dart.wasm": /^application\/wasm\b/,
  "worker.js": JAVASCRIPT,
  "pyodide/pyodide.mjs": JAVASCRIPT,
  "pyodide/pyodide.asm.mjs": JAVASCRIPT,
  "pyodide/pyodide.asm.wasm": /^application\/wasm\b/,
  "pyodide/pydantic_core.secondary.wasm": /./,
  "pyodide/pyodide.secondary.wasm": /./,
  "pyodide/python_stdlib.zip": /./,
  "canvaskit/chromium/canvaskit.wasm": /^application\/wasm\b/,
  "canvaskit/canvaskit.wasm": /^application\/wasm\b/,
  "canvaskit/skwasm.js": JAVASCRIPT,
  "canvaskit/skwasm.wasm": /^application\/wasm\b/,
  ...Object.fromEntries(readOptions().archives.map((archive) => [archive, /./])),
};

/** @returns {Promise<void>} */
export async function diagnose() {
  for (const [file, expected] of Object.entries(EXPECTED)) {
    const fault = await faultOf(file, expected).catch((error) => `could not be fetched: ${error}`);
    if (fault) console.error(`${file} ${fault}`);
  }
}

async function faultOf(file, expected) {
  const response = await fetch(new URL(file, document.baseURI), { method: "HEAD" });
  if (!response.ok) return `answered HTTP ${response.status}`;
  const type = response.headers.get("Content-Type") ?? "";
  return expected.test(type) ? "" : `has the header "Content-Type: ${type}", which is wrong for it`;
}
