// Corrects the semantics tree, which screen readers use: turns it on, sets the roles and languages
// that Flet cannot set, and moves the focus to the title of each new screen.

import "./keyboard.js";
import { moveFocus, restoreFocus } from "./focus.js";
import { state } from "./static-page.js";

const ROLES = {
  main: "main",
  navigation: "navigation",
  call: "complementary",
  choices: "radiogroup",
  choice: "radio",
  tabs: "tablist",
  tab: "tab",
  links: "navigation",
  list: "list",
  item: "listitem",
  status: "status",
};
// The value of aria-invalid of the text field, by role name.
const ARIA_INVALID = { field: "false", invalid: "true" };
const IDENTIFIER = "flt-semantics-identifier";
// Not detected by its style: for a moment after each pointer event, the engine disables scrolling.
const SCROLLABLE = "flt-semantics:has(> flt-semantics-scroll-overflow)";
const TAB_STOP = "data-tab-stop";
const SCREEN_DRAW_MS = 500; // from the title of a screen to its last frame

/** The event of the window when another screen is shown. */
export const NEW_SCREEN = "newscreen";

const app = document.getElementById("app");
let resolveTitle;
/** Resolves when the first title is in the tree. */
export const titleInTree = new Promise((resolve) => (resolveTitle = resolve));
let lastScreen = ""; // the address and the title that had the focus last
let lastLanguage = "";

// The engine leaves the tree off until asked. On a phone it accepts a click only in the exact
// middle, where a screen reader clicks and a finger is unlikely to.
addEventListener("flutter-first-frame", turnOn, { once: true });

function turnOn() {
  const placeholder = document.querySelector("flt-semantics-placeholder");
  if (!placeholder) return; // it is on already
  const { left, top, width, height } = placeholder.getBoundingClientRect();
  const middle = { clientX: left + width / 2, clientY: top + height / 2 };
  placeholder.dispatchEvent(new MouseEvent("click", { bubbles: true, ...middle }));
}

function setRoles() {
  // The view is a tab stop too; from there the engine would move the focus elsewhere.
  const view = app.querySelector("flutter-view[tabindex='0']");
  if (view) view.tabIndex = -1;
  for (const node of app.querySelectorAll(`[${IDENTIFIER}], flt-semantics[lang]`)) {
    // Python's identifier_of: the name of a role, a language if it is another one, then, on further
    // lines, the text of a field.
    const [roleAndLanguage, ...value] = (node.getAttribute(IDENTIFIER) ?? "").split("\n");
    const [roleName, language] = roleAndLanguage.split(" ");
    const role = ROLES[roleName];
    if (!language) node.removeAttribute("lang");
    else if (node.lang !== language) node.lang = language;
    if (role && node.getAttribute("role") !== role) node.setAttribute("role", role);
    if (roleName in ARIA_INVALID) {
      const field = node.querySelector("input, textarea");
      if (field) describeField(field, ARIA_INVALID[roleName], value.join("\n"));
    }
    // The engine marks what is selected as current; a tab is selected instead.
    if (role === ROLES.tab) node.ariaSelected = String(node.ariaCurrent === "true");
    // The engine announces it already: avoid a second announcement.
    if (role === ROLES.status) node.ariaLive = "off";
  }
}

const fieldsWithFocus = new WeakSet(); // now, or earlier
addEventListener("focusin", ({ target }) => fieldsWithFocus.add(target));

// The engine takes every field for a valid one, and leaves a field empty for a screen reader until
// it has had the focus (flutter/flutter#150260). From then on, only the engine writes in it: the
// identifier of a node does not change with the typed text.
function describeField(field, invalid, value) {
  if (field.ariaInvalid !== invalid) field.ariaInvalid = invalid;
  if (value && !fieldsWithFocus.has(field)) field.value = value;
}

// Makes a scrollable area focusable if it contains no focusable element: otherwise no key can
// scroll it. An area that contains a focusable element needs no tab stop of its own.
function addTabStopsToScrollAreas() {
  for (const node of app.querySelectorAll(`${SCROLLABLE}, [${TAB_STOP}]`)) {
    const innerTabStop = node.querySelector("[tabindex='0']");
    const isNeeded = node.matches(SCROLLABLE) && (!innerTabStop || node === document.activeElement);
    // Setting the attribute again would call the observer again, without end.
    if (isNeeded === node.hasAttribute(TAB_STOP)) continue;
    node.toggleAttribute(TAB_STOP, isNeeded);
    if (isNeeded) {
      node.tabIndex = 0;
      node.setAttribute("aria-label", app.querySelector("h1")?.textContent ?? "");
    } else {
      node.removeAttribute("tabindex");
      node.removeAttribute("aria-label");
    }
  }
}

// A button has aria-owns for its tooltip; the engine does not remove it with the tooltip.
function removeStaleOwners() {
  for (const node of app.querySelectorAll("[aria-owns]")) {
    const ids = node.getAttribute("aria-owns").split(" ");
    if (!ids.some((id) => document.getElementById(id))) node.removeAttribute("aria-owns");
  }
}

// The engine ignores the move of a node while another screen covers it: the node keeps its old
// place in the tree (flutter/flutter#186178). When a title is shown for the first time after a
// resize, the app is made a pixel less high for a moment: this moves the nodes at its bottom again.
let refreshedTitles = null; // the titles shown since the last resize
let relayoutTimer = 0;
addEventListener(
  "resize",
  () => (refreshedTitles = new Set([app.querySelector("h1")?.textContent])),
);

function forceRelayout(title) {
  if (!refreshedTitles || refreshedTitles.has(title)) return;
  refreshedTitles.add(title);
  app.style.marginBottom = "1px";
  clearTimeout(relayoutTimer); // of a screen that was left at once
  relayoutTimer = setTimeout(() => (app.style.marginBottom = ""), SCREEN_DRAW_MS);
}

// The focus goes to the title of each new screen or question: a screen reader says the title, and
// the Tab key continues from there. A change of language does not move the focus.
function focusNewTitle() {
  const title = app.querySelector("h1");
  if (title) resolveTitle();
  if (!title || !state.shown) return;
  const { lang } = document.documentElement;
  const newScreen = `${location.hash} ${title.textContent}`;
  const isNew = newScreen !== lastScreen && (lang === lastLanguage || !lastScreen);
  [lastScreen, lastLanguage] = [newScreen, lang];
  if (!isNew) return;
  dispatchEvent(new Event(NEW_SCREEN));
  forceRelayout(title.textContent);
  title.tabIndex = -1;
  moveFocus(title);
}

function update() {
  setRoles();
  removeStaleOwners();
  addTabStopsToScrollAreas();
  focusNewTitle();
  restoreFocus();
}

new MutationObserver(update).observe(app, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ["role", "tabindex", "aria-current", IDENTIFIER],
});
new MutationObserver(update).observe(document.documentElement, {
  attributeFilter: ["data-shown", "lang"],
});
