// Unpacks an archive into a file system in memory.
// Usage: node archive_reader.mjs SCRIPT ARCHIVE; prints the files, in Base64 by path, as JSON.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [script, archive] = process.argv.slice(2);
const { unpack } = await import(pathToFileURL(script).href);
const files = {};
const folders = new Set();
const fileSystem = {
  mkdirTree: (path) => folders.add(path),
  writeFile(path, bytes) {
    if (!folders.has(path.slice(0, path.lastIndexOf("/")))) throw new Error(`no folder: ${path}`);
    files[path] = Buffer.from(bytes).toString("base64");
  },
};
unpack(fileSystem, new Uint8Array(readFileSync(archive)).buffer, "/app");
console.log(JSON.stringify(files));
