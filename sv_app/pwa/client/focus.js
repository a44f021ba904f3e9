// Restores the focus when the focused element is removed: the engine would move it to the whole
// app, or back to the element before. The element that takes its place gets the focus: a
// confirmation gets it from the button that asked for it, and gives it back.

const FOCUSABLE = "#app flt-semantics[tabindex='0'], #app :is(input, textarea)";
const DELAY = 200; // milliseconds in which a new title takes the focus, if there is one
const SETTLED = 500; // milliseconds in which only the engine would move the focus again
const MAX_TRIES = 5; // between two keys; after them, accept where the engine puts the focus

const focusableElements = () => [...document.querySelectorAll(FOCUSABLE)];
const nameOf = (element) => element.getAttribute("aria-label") ?? element.textContent;

let focused = null; // the last element that was meant to have the focus
let namesBefore = []; // of the focusable elements before it
let focusedAt = 0;
let isMeant = false; // a script or the Tab key moves the focus now
let isAstray = false; // the engine has moved the focus
let isTouch = false;
let tries = 0;
let timer = 0;

/**
 * Move the focus to an element, if there is one.
 * @param {?HTMLElement} element
 */
export function moveFocus(element) {
  isMeant = true;
  element?.focus({ preventScroll: element.localName === "h1" }); // a screen begins at its top
  isMeant = false;
}

/** Restore the focus soon, if it is still lost by then. */
export function restoreFocus() {
  clearTimeout(timer);
  if (isLost())
    timer = setTimeout(() => isLost() && tries++ < MAX_TRIES && moveFocus(replacement()), DELAY);
}

const isLost = () => focused && (isAstray || !focused.isConnected);

// The element that now follows those that were before the focused one. Elements are compared by
// name: the engine makes them anew.
function replacement() {
  if (focused.isConnected) return focused;
  if (focused.localName === "h1") return document.querySelector("#app h1");
  const elements = focusableElements();
  const changed = elements.findIndex((element, index) => nameOf(element) !== namesBefore[index]);
  return elements[changed < 0 ? elements.length : changed];
}

addEventListener(
  "keydown",
  ({ key }) => {
    tries = 0;
    isTouch = false;
    if (key !== "Tab") return;
    isMeant = true;
    setTimeout(() => (isMeant = false)); // by then the browser has moved the focus
  },
  true,
);

// After a tap, leave the focus alone: on a field, it would open a phone's keyboard.
addEventListener(
  "pointerdown",
  () => {
    focused = null;
    isTouch = true;
  },
  true,
);

addEventListener("focusin", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (isTouch && target.localName !== "h1") return;
  const elements = focusableElements();
  const hadSettled = focused?.isConnected && performance.now() - focusedAt > SETTLED;
  // A screen reader may focus a title, or an element around the app; the engine never does.
  const isStop = elements.includes(target) || target.localName === "h1" || !target.closest("#app");
  isAstray = !(isMeant || (isStop && (!focused || hadSettled)));
  if (isAstray) return restoreFocus();
  [focused, focusedAt] = [target, performance.now()];
  namesBefore = elements.slice(0, Math.max(0, elements.indexOf(target))).map(nameOf);
});
