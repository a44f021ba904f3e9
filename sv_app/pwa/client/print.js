// Prints a page of Python's making. Nothing leaves: it is shown to the printer alone.

const TAGS = "h1, h2, h3, p, ul, ol, li, dl, dt, dd, table, tr, th, td, strong, em, section, br";
const STYLE = `
  #printed { display: none }
  @media print {
    #printed { display: block !important; font: 11pt/1.4 var(--font) }
    body > :not(#printed) { display: none !important }
    #printed :is(h2, h3, dt) { break-after: avoid }
    #printed :is(li, dd, tr) { break-inside: avoid }
  }`;

// Resolves once the person has printed it, or not.
export async function print(html) {
  const sheet = Object.assign(document.createElement("style"), { textContent: STYLE });
  const page = Object.assign(document.createElement("main"), { id: "printed" });
  page.append(...parsed(html));
  document.body.append(page);
  document.head.append(sheet);
  await document.fonts.ready;
  const printed = new Promise((end) => addEventListener("afterprint", end, { once: true }));
  globalThis.print();
  await printed;
  page.remove();
  sheet.remove();
}

// Words, and what they are: no script, no link, no address of anything.
function parsed(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("*")) {
    const names = element.getAttributeNames().filter((name) => name !== "lang");
    names.forEach((name) => element.removeAttribute(name));
    if (!element.matches(TAGS))
      element.replaceWith(...(isWords(element) ? element.childNodes : []));
  }
  return body.childNodes;
}

const isWords = (element) => !element.matches("script, style, template, iframe, object");
