// Keys that the engine does not handle, or handles badly. The settings list every key.

import { moveFocus } from "./focus.js";
import { state } from "./static-page.js";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// The arrow keys move from answer to answer, as among radio buttons. They do not choose: a choice
// opens the next question.
function stepThrough(event) {
  const group = event.target.closest?.("[role=radiogroup]");
  if (!group || !(event.key in STEPS)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const answers = [...group.querySelectorAll("[role=radio]")];
  moveFocus(answers.at((answers.indexOf(event.target) + STEPS[event.key]) % answers.length));
}

// Leaves the Tab key to the browser: the engine would continue from the element that had the focus
// on the screen before, and never leave the app. On the static page the key counts as a touch.
function leaveTab(event) {
  const onPage = !state.shown || document.getElementById("app").inert;
  if (event.key === "Tab" && !onPage) event.stopImmediatePropagation();
}

addEventListener("keydown", stepThrough, true);
addEventListener("keydown", leaveTab, true);
