// Prints a page that Python has made. Only the print dialog shows it.

const TAGS = "h1, h2, h3, p, ul, ol, li, dl, dt, dd, table, tr, th, td, strong, em, section, br";
const STYLE = `
  #printed { display: none }
  @media print {
    #printed { display: block !important; font: 11pt/1.4 var(--font) }
    body > :not(#printed) { display: none !important }
    #printed :is(h2, h3, dt) { break-after: avoid }
    #printed :is(li, dd, tr) { break-inside: avoid }
  }`;

/**
 * Print a page. Resolves when the print dialog is closed.
 * @param {string} html the body of the page
 * @returns {Promise<void>}
 */
export async function printPage(html) {
  const sheet = Object.assign(document.createElement("style"), { textContent: STYLE });
  const page = Object.assign(document.createElement("main"), { id: "printed" });
  page.append(...cleanNodes(html));
  document.body.append(page);
  document.head.append(sheet);
  await document.fonts.ready;
  const dialogClosed = new Promise((resolve) =>
    addEventListener("afterprint", resolve, { once: true }),
  );
  globalThis.print();
  await dialogClosed;
  page.remove();
  sheet.remove();
}

// Keeps only text, its structure and its language: no script, link or address.
function cleanNodes(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("*")) {
    const names = element.getAttributeNames().filter((name) => name !== "lang");
    names.forEach((name) => element.removeAttribute(name));
    if (!element.matches(TAGS))
      element.replaceWith(...(hasText(element) ? element.childNodes : []));
  }
  return body.childNodes;
}

const hasText = (element) => !element.matches("script, style, template, iframe, object");
