// Keys that the engine does not handle, or handles badly. The settings list every key.

import { moveFocus } from "./focus.js";
import { state } from "./static-page.js";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// The arrow keys move the focus from answer to answer, as among radio buttons. They do not select
// an answer, because that opens the next question.
function stepThrough(event) {
  const group = event.target.closest?.("[role=radiogroup]");
  if (!group || !(event.key in STEPS)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const answers = [...group.querySelectorAll("[role=radio]")];
  moveFocus(answers.at((answers.indexOf(event.target) + STEPS[event.key]) % answers.length));
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
