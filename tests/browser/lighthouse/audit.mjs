// Lighthouse on one page of a browser that runs, as JSON: the score of each category, each
// audit that failed, and how much there was to audit.
//
// audit.mjs PORT ADDRESS SCRIPT READY COUNTED
//   SCRIPT   what a person does as the page opens
//   READY    what is true once the page is what should be audited
//   COUNTED  a selector: how many elements of it are there at the end

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// Installed where the tests say: beside this file there is nothing but this file.
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
const found = {
  trouble: lhr.runtimeError ?? lhr.runWarnings,
  scores: Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, score])),
  failed: failed.map(({ id, title, details }) => [
    id,
    title,
    JSON.stringify(details?.items ?? []).slice(0, 600),
  ]),
  counted: (await page.$$(counted)).length,
};
console.log(JSON.stringify(found));
await page.close();
await browser.disconnect();
