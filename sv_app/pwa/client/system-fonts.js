// Uses the system's fonts for texts that the shipped fonts cannot draw. The engine would draw empty
// boxes, and ask the host for a font named after the writing system of the text.

import { readOptions } from "./options.js";

const options = readOptions();
const SHIPPED = "fonts/atkinson-hyperlegible-next-400.ttf";
const TEXT_ATTRIBUTE = "data-system-font"; // on each such text
const APP_ATTRIBUTE = "data-has-system-font"; // on the app, while it has such a text
const MAX_ICON_WIDTH = 64; // pixels; a button that is not wider is an icon without a drawn name
const LINE_HEIGHT = 1.5; // relative to the font size
const MAX_SIZE = 1.75; // the font size of a title, relative to ordinary text

// Joiners and other invisible characters need no glyph.
const DRAWABLE = new RegExp(`^[${options.drawableCharacters}\\s\\p{Cc}\\p{Cf}]*$`, "u");
const isDrawable = (text) => DRAWABLE.test(text.normalize("NFC"));

// --- No requests for fallback fonts ------------------------------------------------

/** The address where the engine looks for fallback fonts. No file is there or requested. */
export const FALLBACK_FONTS = new URL("fallback-fonts/", document.baseURI).href;

const fetchFromHost = globalThis.fetch.bind(globalThis);
let shippedFont = null;

globalThis.fetch = (resource, init) => {
  const url = String(resource?.url ?? resource);
  // Answer with the shipped font: the engine then knows that the fallback font has no glyph, and
  // does not try again.
  if (url.startsWith(FALLBACK_FONTS)) {
    return shippedFont
      ? shippedFont.then((bytes) => new Response(bytes))
      : Promise.resolve(Response.error());
  }
  const response = fetchFromHost(resource, init);
  if (url.endsWith(SHIPPED)) {
    shippedFont = response.then((font) => font.clone().arrayBuffer());
    shippedFont.catch(() => (shippedFont = null)); // the engine handles the failure
  }
  return response;
};

// --- The texts -------------------------------------------------------------------

const app = document.getElementById("app");

const isField = (node) => node.matches("input, textarea");

function textOf(node) {
  if (isField(node)) return node.value;
  if (node.querySelector("flt-semantics")) return "";
  return node.getAttribute("aria-label") ?? node.textContent;
}

// The semantics tree is transparent and lies over the drawing. A text in it that the engine cannot
// draw is made visible, on a background that hides the empty boxes.
function updateText(node) {
  // Checked before the node is measured: most texts can be drawn.
  if (isDrawable(textOf(node))) return node.removeAttribute(TEXT_ATTRIBUTE);
  const { width, height } = node.getBoundingClientRect();
  if (node.getAttribute("role") === "button" && width <= MAX_ICON_WIDTH)
    return node.removeAttribute(TEXT_ATTRIBUTE);
  const ordinary = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isLine = height < 2 * LINE_HEIGHT * ordinary;
  const size =
    isLine && !isField(node) ? Math.min(height / LINE_HEIGHT, MAX_SIZE * ordinary) : ordinary;
  node.style.setProperty("--system-font-size", `${size}px`);
  const kind = isLine ? "line" : "lines";
  if (node.getAttribute(TEXT_ATTRIBUTE) !== kind) node.setAttribute(TEXT_ATTRIBUTE, kind);
}

function updateTexts() {
  const nodes = app.querySelectorAll("flt-semantics, flt-semantics :is(input, textarea)");
  for (const node of nodes) updateText(node);
  app.toggleAttribute(APP_ATTRIBUTE, Boolean(app.querySelector(`[${TEXT_ATTRIBUTE}]`)));
}

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = new URL("system-fonts.css", import.meta.url).href;
document.head.append(sheet);

// The browser's own function: boot.js replaces it, and holds back frames during the start.
const nextFrame = requestAnimationFrame.bind(globalThis);
let isScheduled = false;
const scheduleUpdate = () => {
  if (isScheduled) return;
  isScheduled = true;
  nextFrame(() => {
    isScheduled = false;
    updateTexts();
  });
};
new MutationObserver(scheduleUpdate).observe(app, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ["aria-label"],
});
for (const event of ["input", "focusin", "focusout"]) app.addEventListener(event, scheduleUpdate);
