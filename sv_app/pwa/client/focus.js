// When the focused element is removed, focuses the element that replaces it; the engine would focus
// the app, or the previous element. A confirmation thus gets the focus from the button that opened
// it, and the button gets it back.

const CONTROL = "#app flt-semantics[tabindex='0']";
const FIELD = "#app :is(input, textarea)";
const FOCUSABLE = `${CONTROL}, ${FIELD}`;
const RESTORE_DELAY = 200; // milliseconds; until then, the title of a new screen may take the focus
const STABLE_MS = 500; // if the focus moves again within this time, the engine moved it
const MAX_TRIES = 5; // attempts after each key press; then the focus stays where the engine puts it

const focusableElements = () => [...document.querySelectorAll(FOCUSABLE)];
const nameOf = (element) => element.getAttribute("aria-label") ?? element.textContent;

let focused = null; // the last element that a key or a script focused; null after a tap or a click
let namesBefore = []; // of the focusable elements before it
let focusedAt = 0;
let isExpectedMove = false; // a script or the Tab key moves the focus now
let engineMovedFocus = false;
let usesPointer = false;
let field = null; // the field that has the focus in the engine
// The control that a tap has focused, and of which the engine was not told.
let focusHiddenFromEngine = null;
let tries = 0;
let timer = 0;

/**
 * Move the focus to an element, if there is one.
 * @param {?HTMLElement} element
 */
export function moveFocus(element) {
  isExpectedMove = true;
  element?.focus({ preventScroll: element.localName === "h1" }); // a screen begins at its top
  isExpectedMove = false;
}

/** Restore the focus soon, if it is still lost by then. */
export function restoreFocus() {
  clearTimeout(timer);
  if (isLost())
    timer = setTimeout(
      () => isLost() && tries++ < MAX_TRIES && moveFocus(replacement()),
      RESTORE_DELAY,
    );
}

const isLost = () => focused && (engineMovedFocus || !focused.isConnected || wasMovedInTree());

// The engine moves elements in the tree, for instance when a picture has loaded: a moved element
// loses the focus without an event of its own. After a tap or a click, only a title counts as lost:
// a tap on an empty place removes the focus from a control on purpose.
function wasMovedInTree() {
  const isNowhere = document.activeElement === document.body;
  return isNowhere && (!usesPointer || focused.localName === "h1");
}

// The element now in the place of the removed one: the first after the elements that preceded it.
// Elements are compared by name, because the engine creates new ones.
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
    usesPointer = false;
    revealFocus();
    // After a tap, the control that a key acts on counts as focused by the person.
    const elements = focused ? [] : focusableElements();
    if (elements.includes(document.activeElement)) remember(document.activeElement, elements);
    if (key !== "Tab") return;
    isExpectedMove = true;
    setTimeout(() => (isExpectedMove = false)); // by then the browser has moved the focus
  },
  true,
);

// After a tap, the focus is not moved: the focus of a field opens a phone's keyboard.
addEventListener(
  "pointerdown",
  () => {
    focused = null;
    usesPointer = true;
  },
  true,
);

// As with :focus-visible, only a key shows the ring. The engine draws the ring of each control that
// gets the focus, so the focus that a tap gives is hidden from it. A tap that leaves a field is not
// hidden: the engine would otherwise go on typing in that field.
addEventListener(
  "focus",
  (event) => {
    const target = /** @type {Element} */ (event.target);
    const isControl = target.matches?.(CONTROL);
    focusHiddenFromEngine = null;
    if (isControl && usesPointer && !isExpectedMove && !field?.isConnected) {
      event.stopImmediatePropagation();
      focusHiddenFromEngine = target;
    } else if (isControl || target.matches?.(FIELD)) field = isControl ? null : target;
  },
  true,
);

// Before a key reaches the engine, the engine is told which control a tap has focused.
function revealFocus() {
  if (focusHiddenFromEngine !== document.activeElement) return;
  focusHiddenFromEngine.dispatchEvent(new FocusEvent("focus"));
}

addEventListener("focusin", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (usesPointer && target.localName !== "h1") return;
  const elements = focusableElements();
  const wasStable = focused?.isConnected && performance.now() - focusedAt > STABLE_MS;
  // A screen reader may focus a title, or an element around the app; the engine never does.
  const isValidTarget =
    elements.includes(target) || target.localName === "h1" || !target.closest("#app");
  engineMovedFocus = !(isExpectedMove || (isValidTarget && (!focused || wasStable)));
  if (engineMovedFocus) restoreFocus();
  else remember(target, elements);
});

function remember(target, elements) {
  [focused, focusedAt] = [target, performance.now()];
  namesBefore = elements.slice(0, Math.max(0, elements.indexOf(target))).map(nameOf);
}

// The app is as wide as the window. A focus given while the window changes its width can scroll the
// page sideways, and the whole app would stay shifted.
const PAGE_PARTS = "body, #app, flutter-view, flt-semantics-host";
addEventListener(
  "scroll",
  ({ target }) => {
    const part = target === document ? document.scrollingElement : target;
    const isPage = part instanceof Element && (target === document || part.matches(PAGE_PARTS));
    if (isPage && part.scrollLeft && document.querySelector("#app h1")) part.scrollLeft = 0;
  },
  true,
);
