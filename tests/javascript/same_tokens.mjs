// Prints each script of one folder whose tokens differ from those of the same script in another.
// Comments are no tokens; the text of a template literal is one.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tokenize } from "espree";

const [before, after] = process.argv.slice(2);

function tokens(folder, name) {
  const script = readFileSync(join(folder, name), "utf-8");
  const list = tokenize(script, { ecmaVersion: "latest", sourceType: "module" });
  return list.map(({ type, value }) => `${type} ${value}`).join("\n");
}

for (const name of readdirSync(before))
  if (tokens(before, name) !== tokens(after, name)) console.log(name);
