// Runs Lighthouse on a page of a running browser, and prints a report as JSON: the score of each
// category, each audit that failed, and how many elements there were to audit.
//
// audit.mjs PORT ADDRESS SCRIPT READY COUNTED
//   SCRIPT   runs before the scripts of the page, and simulates a person
//   READY    an expression that is true once the page can be audited
//   COUNTED  the selector of the elements to count

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The packages are installed in the working directory, not beside this file.
const find = createRequire(`${process.cwd()}/package.json`);
const load = (name) => import(pathToFileURL(find.resolve(name)).href);
const { navigation } = await load("lighthouse");
const { default: puppeteer } = await load("puppeteer-core");

const [port, address, script, ready, counted] = process.argv.slice(2);
const browser = await puppeteer.connect({
  browserURL: `http://127.0.0.1:${port}`,
  defaultViewport: null,
});
const page = await browser.newPage();
await page.evaluateOnNewDocument(script);

const open = async () => {
  await page.goto(address);
  await page.waitForFunction(ready, { timeout: 180_000 });
};
const { lhr } = await navigation(page, open, {
  flags: {
    onlyCategories: ["accessibility", "best-practices"],
    throttlingMethod: "provided",
    logLevel: "error",
  },
});
const failed = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 1);
const report = {
  trouble: lhr.runtimeError ?? lhr.runWarnings,
  scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, score])),
  failed: failed.map(({ id, title, details }) => [
    id,
    title,
    JSON.stringify(details?.items ?? []).slice(0, 600),
  ]),
  counted: (await page.$$(counted)).length,
};
console.log(JSON.stringify(report));
await page.close();
await browser.disconnect();
