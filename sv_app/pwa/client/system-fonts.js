// Shows texts that the shipped fonts cannot draw in the system's fonts. The engine would draw
// empty boxes, and ask the host for a font named after the script of the text.

const options = JSON.parse(document.getElementById("boot").textContent);
const SHIPPED = "fonts/atkinson-hyperlegible-next-400.ttf";
const TEXT = "data-system-font"; // on each such text
const ANY_TEXT = "data-system-fonts"; // on the app, while it has such a text
const ICON = 64; // pixels; a button that is not wider is an icon, and its name is not drawn
const LINE = 1.5; // height of a line, relative to its font size
const LARGEST = 1.75; // font size of a title, relative to ordinary text

// Joiners and other invisible characters need no glyph; the engine draws a non-breaking hyphen
// as a hyphen.
const DRAWABLE = new RegExp(`^[${options.glyphs}\\s\\p{Cc}\\p{Cf}\\u2011]*$`, "u");
const isDrawable = (text) => DRAWABLE.test(text.normalize("NFC"));

// --- No requests for fallback fonts ------------------------------------------------

/** The address where the engine looks for fallback fonts. No file is there or requested. */
export const FALLBACK_FONTS = new URL("fallback-fonts/", document.baseURI).href;

const fetchFromHost = globalThis.fetch.bind(globalThis);
let shippedFont = null;

globalThis.fetch = (resource, request) => {
  const url = String(resource?.url ?? resource);
  // Answer with the shipped font: the engine then knows that the fallback font has no glyph, and
  // does not try again.
  if (url.startsWith(FALLBACK_FONTS)) {
    return shippedFont
      ? shippedFont.then((bytes) => new Response(bytes))
      : Promise.resolve(Response.error());
  }
  const response = fetchFromHost(resource, request);
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

// The semantics tree lies over the drawing, transparent. A text in it that the engine cannot draw
// is made visible, on a background that hides the boxes.
function updateText(node) {
  // Checked before the node is measured: most texts can be drawn.
  if (isDrawable(textOf(node))) return node.removeAttribute(TEXT);
  const { width, height } = node.getBoundingClientRect();
  if (node.getAttribute("role") === "button" && width <= ICON) return node.removeAttribute(TEXT);
  const ordinary = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isLine = height < 2 * LINE * ordinary;
  const size = isLine && !isField(node) ? Math.min(height / LINE, LARGEST * ordinary) : ordinary;
  node.style.setProperty("--system-font-size", `${size}px`);
  const kind = isLine ? "line" : "lines";
  if (node.getAttribute(TEXT) !== kind) node.setAttribute(TEXT, kind);
}

function updateTexts() {
  const nodes = app.querySelectorAll("flt-semantics, flt-semantics :is(input, textarea)");
  for (const node of nodes) updateText(node);
  app.toggleAttribute(ANY_TEXT, Boolean(app.querySelector(`[${TEXT}]`)));
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
