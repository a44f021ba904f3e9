// Keys that the engine does not handle, or handles badly. The settings list every key.

import { moveFocus } from "./focus.js";
import { state } from "./static-page.js";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// The groups in which the arrow keys move the focus, and their items: answers, tabs, and the links
// of a list beside the screen.
const GROUPS = {
  "[role=radiogroup]": "[role=radio]",
  "[role=tablist]": "[role=tab]",
  "[role=navigation][flt-semantics-identifier^=links]": "[role=button]",
};

// The arrow keys move the focus from item to item, as among radio buttons. They do not select an
// item, because that opens the next question or another screen.
function stepThrough(event) {
  const group = event.target.closest?.(Object.keys(GROUPS).join());
  if (!group || !(event.key in STEPS)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const [, item] = Object.entries(GROUPS).find(([selector]) => group.matches(selector));
  const items = [...group.querySelectorAll(item)];
  moveFocus(items.at((items.indexOf(event.target) + STEPS[event.key]) % items.length));
}

// Keeps the Tab key from the engine, so that the browser moves the focus. The engine would continue
// from the element that had the focus on the previous screen, and would never leave the app. On the
// static page, the event must reach static-page.js, where it counts as input.
function keepTabFromEngine(event) {
  const onStaticPage = !state.shown || document.getElementById("app").inert;
  if (event.key === "Tab" && !onStaticPage) event.stopImmediatePropagation();
}

addEventListener("keydown", stepThrough, true);
addEventListener("keydown", keepTabFromEngine, true);
