// The tree that screen readers read, once the engine has made it: turned on, given the
// roles and languages Flet has no word for, and read from the top of each new screen.

import "./keyboard.js";
import { go, keepPlace } from "./focus.js";
import { state } from "./static-page.js";

const ROLES = {
  main: "main",
  navigation: "navigation",
  call: "complementary",
  choices: "radiogroup",
  choice: "radio",
  list: "list",
  item: "listitem",
  told: "status",
};
const MARK = "flt-semantics-identifier";
// Its style is not to be gone by: for a moment after each touch, the engine lets nothing scroll.
const SCROLLS = "flt-semantics:has(> flt-semantics-scroll-overflow)";
const STOP = "data-stop";
const SCREEN_IS_THERE = 500; // milliseconds, from its title to its last frame

const app = document.getElementById("app");
let tell;
export const titled = new Promise((resolve) => (tell = resolve));
let read = "";
let spoken = "";

// The engine leaves the tree off until asked. On a phone it takes a click for a screen
// reader's only in the very middle, where a finger is unlikely to be.
addEventListener("flutter-first-frame", turnOn, { once: true });

function turnOn() {
  const asked = document.querySelector("flt-semantics-placeholder");
  if (!asked) return; // it is on already
  const { left, top, width, height } = asked.getBoundingClientRect();
  const middle = { clientX: left + width / 2, clientY: top + height / 2 };
  asked.dispatchEvent(new MouseEvent("click", { bubbles: true, ...middle }));
}

function giveRoles() {
  // A stop of its own on the way of the Tab key, from which the engine sends it astray.
  const view = app.querySelector("flutter-view[tabindex='0']");
  if (view) view.tabIndex = -1;
  for (const node of app.querySelectorAll(`[${MARK}], flt-semantics[lang]`)) {
    const [mark, language] = (node.getAttribute(MARK) ?? "").split(" ");
    const role = ROLES[mark];
    if (!language) node.removeAttribute("lang");
    else if (node.lang !== language) node.lang = language;
    if (role && node.getAttribute("role") !== role) node.setAttribute("role", role);
    // The engine says it itself: once is enough.
    if (role === ROLES.told) node.ariaLive = "off";
  }
}

// Words alone can be scrolled with the keyboard only if it can be on what scrolls; where
// there is something else to be on, that would be one stop too many.
function letScroll() {
  for (const node of app.querySelectorAll(`${SCROLLS}, [${STOP}]`)) {
    const within = node.querySelector("[tabindex='0']");
    const needed = node.matches(SCROLLS) && (!within || node === document.activeElement);
    // To set again what is set would be a change to look at, for ever.
    if (needed === node.hasAttribute(STOP)) continue;
    node.toggleAttribute(STOP, needed);
    if (needed) {
      node.tabIndex = 0;
      node.setAttribute("aria-label", app.querySelector("h1")?.textContent ?? "");
    } else {
      node.removeAttribute("tabindex");
      node.removeAttribute("aria-label");
    }
  }
}

// A tooltip is owned by its button; once it is gone, the engine leaves its name there.
function disown() {
  for (const node of app.querySelectorAll("[aria-owns]")) {
    const owned = node.getAttribute("aria-owns").split(" ");
    if (!owned.some((id) => document.getElementById(id))) node.removeAttribute("aria-owns");
  }
}

// What moves while another screen covers it keeps its old place in the tree: the engine drops
// the change (flutter/flutter#186178). Once the window has changed, the first time that each
// title is shown, the app is a pixel less high for a moment, and what is at its bottom moves.
let upToDate = null;
let moving = 0;
addEventListener("resize", () => (upToDate = new Set([app.querySelector("h1")?.textContent])));

function moveBottom(title) {
  if (!upToDate || upToDate.has(title)) return;
  upToDate.add(title);
  app.style.marginBottom = "1px";
  clearTimeout(moving); // of the screen before, which was left at once
  moving = setTimeout(() => (app.style.marginBottom = ""), SCREEN_IS_THERE);
}

// A new screen, or a new question, begins at its title: a screen reader says it, and
// the Tab key goes on from there. A new language changes the words, not the place.
function goToTitle() {
  const title = app.querySelector("h1");
  if (title) tell();
  if (!title || !state.shown) return;
  const { lang } = document.documentElement;
  const now = `${location.hash} ${title.textContent}`;
  const moved = now !== read && (lang === spoken || !read);
  [read, spoken] = [now, lang];
  if (!moved) return;
  moveBottom(title.textContent);
  title.tabIndex = -1;
  go(title);
}

function look() {
  giveRoles();
  disown();
  letScroll();
  goToTitle();
  keepPlace();
}

const watched = { subtree: true, childList: true, characterData: true };
new MutationObserver(look).observe(app, {
  ...watched,
  attributeFilter: ["role", "tabindex", MARK],
});
new MutationObserver(look).observe(document.documentElement, {
  attributeFilter: ["data-shown", "lang"],
});
