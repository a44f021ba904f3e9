// Corrects the semantics tree, which screen readers use: turns it on, sets the roles and languages
// that Flet has no words for, and moves the focus to the title of each new screen.

import "./keyboard.js";
import { moveFocus, restoreFocus } from "./focus.js";
import { state } from "./static-page.js";

const ROLES = {
  main: "main",
  navigation: "navigation",
  call: "complementary",
  choices: "radiogroup",
  choice: "radio",
  list: "list",
  item: "listitem",
  status: "status",
};
const MARK = "flt-semantics-identifier";
// Don't rely on its style: for a moment after each touch, the engine lets nothing scroll.
const SCROLLABLE = "flt-semantics:has(> flt-semantics-scroll-overflow)";
const STOP = "data-stop";
const SCREEN_DRAWN = 500; // milliseconds from the title of a screen to its last frame

const app = document.getElementById("app");
let resolveTitle;
/** Resolves when the first title is in the tree. */
export const titleDrawn = new Promise((resolve) => (resolveTitle = resolve));
let lastTitle = ""; // the title that had the focus last, after its address
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
  // The view is a stop of the Tab key too; from there the engine would move the focus elsewhere.
  const view = app.querySelector("flutter-view[tabindex='0']");
  if (view) view.tabIndex = -1;
  for (const node of app.querySelectorAll(`[${MARK}], flt-semantics[lang]`)) {
    const [mark, language] = (node.getAttribute(MARK) ?? "").split(" ");
    const role = ROLES[mark];
    if (!language) node.removeAttribute("lang");
    else if (node.lang !== language) node.lang = language;
    if (role && node.getAttribute("role") !== role) node.setAttribute("role", role);
    // The engine announces it already: avoid a second announcement.
    if (role === ROLES.status) node.ariaLive = "off";
  }
}

// An area that has only text can be scrolled with the keyboard only if it can have the focus. If
// something in it can have the focus, a stop on the area would be one too many.
function makeScrollable() {
  for (const node of app.querySelectorAll(`${SCROLLABLE}, [${STOP}]`)) {
    const stopWithin = node.querySelector("[tabindex='0']");
    const isNeeded = node.matches(SCROLLABLE) && (!stopWithin || node === document.activeElement);
    // To set the attribute again would call the observer again, for ever.
    if (isNeeded === node.hasAttribute(STOP)) continue;
    node.toggleAttribute(STOP, isNeeded);
    if (isNeeded) {
      node.tabIndex = 0;
      node.setAttribute("aria-label", app.querySelector("h1")?.textContent ?? "");
    } else {
      node.removeAttribute("tabindex");
      node.removeAttribute("aria-label");
    }
  }
}

// A button owns its tooltip; the engine leaves aria-owns on the button when the tooltip is gone.
function removeStaleOwners() {
  for (const node of app.querySelectorAll("[aria-owns]")) {
    const ids = node.getAttribute("aria-owns").split(" ");
    if (!ids.some((id) => document.getElementById(id))) node.removeAttribute("aria-owns");
  }
}

// A node that moves while another screen covers it keeps its old place in the tree: the engine
// drops the change (flutter/flutter#186178). After a resize, the first time that each title is
// shown, the app is a pixel less high for a moment: that moves the nodes at its bottom.
let movedTitles = null; // the titles shown since the last resize
let moveTimer = 0;
addEventListener("resize", () => (movedTitles = new Set([app.querySelector("h1")?.textContent])));

function moveBottom(title) {
  if (!movedTitles || movedTitles.has(title)) return;
  movedTitles.add(title);
  app.style.marginBottom = "1px";
  clearTimeout(moveTimer); // of a screen that was left at once
  moveTimer = setTimeout(() => (app.style.marginBottom = ""), SCREEN_DRAWN);
}

// The focus goes to the title of each new screen or question: a screen reader says the title, and
// the Tab key continues from there. A change of language does not move the focus.
function focusNewTitle() {
  const title = app.querySelector("h1");
  if (title) resolveTitle();
  if (!title || !state.shown) return;
  const { lang } = document.documentElement;
  const newTitle = `${location.hash} ${title.textContent}`;
  const isNew = newTitle !== lastTitle && (lang === lastLanguage || !lastTitle);
  [lastTitle, lastLanguage] = [newTitle, lang];
  if (!isNew) return;
  moveBottom(title.textContent);
  title.tabIndex = -1;
  moveFocus(title);
}

function update() {
  setRoles();
  removeStaleOwners();
  makeScrollable();
  focusNewTitle();
  restoreFocus();
}

new MutationObserver(update).observe(app, {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ["role", "tabindex", MARK],
});
new MutationObserver(update).observe(document.documentElement, {
  attributeFilter: ["data-shown", "lang"],
});
