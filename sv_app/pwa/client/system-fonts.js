// What the shipped fonts have no glyph for, in the fonts of the system. The engine would draw
// empty boxes, and ask the host for a font by the name of the script that was typed.

const options = JSON.parse(document.getElementById("boot").textContent);
const SHIPPED = "fonts/atkinson-hyperlegible-next-400.ttf";
const SYSTEM = "data-system-font"; // on each such text
const SHOWN = "data-system-fonts"; // on the app, while there is one
const ICON = 64; // pixels: a button that is not wider is an icon, and its name is not drawn
const LINE = 1.5; // height of a line, in sizes of its letters
const LARGEST = 1.75; // size of a title, in sizes of ordinary letters

// Joiners and other characters without a form need no glyph; the engine draws the hyphen that
// does not break a line as a hyphen.
const DRAWN = new RegExp(`^[${options.glyphs}\\s\\p{Cc}\\p{Cf}\\u2011]*$`, "u");
const isDrawn = (text) => DRAWN.test(text.normalize("NFC"));

// --- No request ------------------------------------------------------------------

// Where the engine looks for fallback fonts: nothing is there, and nothing is asked for.
export const FALLBACK_FONTS = new URL("fallback-fonts/", document.baseURI).href;

const fetchFromHost = globalThis.fetch.bind(globalThis);
let shipped = null;

globalThis.fetch = (resource, request) => {
  const url = String(resource?.url ?? resource);
  // Each fallback font is the shipped one again: the engine then knows that it has no glyph,
  // and does not try again.
  if (url.startsWith(FALLBACK_FONTS)) {
    return shipped
      ? shipped.then((bytes) => new Response(bytes))
      : Promise.resolve(Response.error());
  }
  const answer = fetchFromHost(resource, request);
  if (url.endsWith(SHIPPED)) {
    shipped = answer.then((response) => response.clone().arrayBuffer());
    shipped.catch(() => (shipped = null)); // the engine hears of the failure itself
  }
  return answer;
};

// --- The texts -------------------------------------------------------------------

const app = document.getElementById("app");

const isField = (node) => node.matches("input, textarea");

function textOf(node) {
  if (isField(node)) return node.value;
  if (node.querySelector("flt-semantics")) return "";
  return node.getAttribute("aria-label") ?? node.textContent;
}

// The tree that screen readers read lies over the drawing, transparent: a text in it that the
// engine cannot draw is made visible, on a ground that hides the boxes.
function showText(node) {
  if (isDrawn(textOf(node))) return node.removeAttribute(SYSTEM); // before it is measured: most are
  const { width, height } = node.getBoundingClientRect();
  if (node.getAttribute("role") === "button" && width <= ICON) return node.removeAttribute(SYSTEM);
  const usual = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isLine = height < 2 * LINE * usual;
  const size = isLine && !isField(node) ? Math.min(height / LINE, LARGEST * usual) : usual;
  node.style.setProperty("--system-font-size", `${size}px`);
  const kind = isLine ? "line" : "lines";
  if (node.getAttribute(SYSTEM) !== kind) node.setAttribute(SYSTEM, kind);
}

function look() {
  const nodes = app.querySelectorAll("flt-semantics, flt-semantics :is(input, textarea)");
  for (const node of nodes) showText(node);
  app.toggleAttribute(SHOWN, Boolean(app.querySelector(`[${SYSTEM}]`)));
}

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = new URL("system-fonts.css", import.meta.url);
document.head.append(sheet);

// The browser's own: boot.js holds back the frames that the engine asks for during the start.
const draw = requestAnimationFrame.bind(globalThis);
let waiting = false;
const lookSoon = () => {
  if (waiting) return;
  waiting = true;
  draw(() => {
    waiting = false;
    look();
  });
};
new MutationObserver(lookSoon).observe(app, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ["aria-label"],
});
for (const event of ["input", "focusin", "focusout"]) app.addEventListener(event, lookSoon);
