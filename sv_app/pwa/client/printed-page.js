// What is printed from the app: the page that Python has made of the screen, or the pocket card.
// The static page prints the pocket card that it holds.

import { NEW_SCREEN } from "./semantics.js";
import { state } from "./static-page.js";
import { trustedHtml } from "./trusted-types.js";

const app = document.getElementById("app");
let card = ""; // the HTML of the pocket card, in the language and the region of the app
let pageOfScreen = ""; // the HTML of the page that belongs to the screen, if it has one
let mounted = null;

/**
 * Set the pocket card, which is printed for every screen that has no page of its own.
 * @param {string} html
 */
export function setPrintedCard(html) {
  card = html;
}

/**
 * Set what the browser's own print command prints for the screen.
 * @param {string} html an empty string for a screen without a page of its own
 */
export function setPrintedPage(html) {
  pageOfScreen = html;
}

/**
 * Print a page of the app. Resolves when the print dialog is closed.
 * @param {string} html
 * @returns {Promise<void>}
 */
export async function printAppPage(html) {
  mount(html);
  await printAndWait();
}

/**
 * Print the document as it is. Resolves when the print dialog is closed.
 * @returns {Promise<void>}
 */
export async function printAndWait() {
  const dialogClosed = new Promise((resolve) =>
    addEventListener("afterprint", resolve, { once: true }),
  );
  globalThis.print();
  await dialogClosed;
}

function mount(html) {
  mounted = document.createElement("main");
  mounted.id = "printed-page";
  mounted.innerHTML = trustedHtml(html);
  document.body.append(mounted);
  state.printing = "yes";
}

// Until Python has made the page of a new screen, the card is printed, and not the page before.
addEventListener(NEW_SCREEN, () => (pageOfScreen = ""));

addEventListener("beforeprint", () => {
  const isReport = document.getElementById("report"); // see print-report.js
  if (!mounted && !isReport && !app.inert && card) mount(pageOfScreen || card);
  const { origin, pathname } = location;
  for (const address of document.querySelectorAll(".sheet .url:empty"))
    address.textContent = origin + pathname;
});

addEventListener("afterprint", () => {
  mounted?.remove();
  mounted = null;
  delete state.printing;
});
