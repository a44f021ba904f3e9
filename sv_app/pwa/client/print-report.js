// Prints a page that holds what the person has entered. Only the print dialog shows it.

import { printAndWait } from "./printed-page.js";
import { trustedHtml } from "./trusted-types.js";

const TAGS = "h1, h2, h3, p, ul, ol, li, dl, dt, dd, table, tr, th, td, strong, em, section, br";
const STYLE = `
  #report { display: none }
  @media print {
    #report { display: block !important; padding: 10mm; font: 11pt/1.4 var(--font) }
    #report h1 { font-size: 20pt }
    #report dt { margin-top: 4mm }
    body > :not(#report) { display: none !important }
    #report :is(h2, h3, dt) { break-after: avoid }
    #report :is(li, dd, tr) { break-inside: avoid }
  }`;

/**
 * Print a report. Resolves when the print dialog is closed.
 * @param {string} html the body of the report
 * @returns {Promise<void>}
 */
export async function printReport(html) {
  const sheet = Object.assign(document.createElement("style"), { textContent: STYLE });
  const page = Object.assign(document.createElement("main"), { id: "report" });
  page.append(...cleanNodes(html));
  document.body.append(page);
  document.head.append(sheet);
  await document.fonts.ready;
  await printAndWait();
  page.remove();
  sheet.remove();
}

// Keeps only text, its structure and its language: no script, link or address.
function cleanNodes(html) {
  const { body } = new DOMParser().parseFromString(trustedHtml(html), "text/html");
  for (const element of body.querySelectorAll("*")) {
    const names = element.getAttributeNames().filter((name) => name !== "lang");
    names.forEach((name) => element.removeAttribute(name));
    if (!element.matches(TAGS))
      element.replaceWith(...(hasText(element) ? element.childNodes : []));
  }
  return body.childNodes;
}

const hasText = (element) => !element.matches("script, style, template, iframe, object");
