// What keys do in the app that the engine does not; every key that does something is listed
// in the settings.

import { go } from "./focus.js";
import { state } from "./static-page.js";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

// From one answer to another, as among radio buttons. Choosing is another key, for a
// choice opens the next question.
function stepThrough(event) {
  const group = event.target.closest?.("[role=radiogroup]");
  if (!group || !(event.key in STEPS)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const answers = [...group.querySelectorAll("[role=radio]")];
  go(answers.at((answers.indexOf(event.target) + STEPS[event.key]) % answers.length));
}

// The Tab key is the browser's own: the engine would go on from what had the focus on the
// screen before, and go round in the app for ever. On the page, it is a touch like others.
function leaveTab(event) {
  const onPage = !state.shown || document.getElementById("app").inert;
  if (event.key === "Tab" && !onPage) event.stopImmediatePropagation();
}

addEventListener("keydown", stepThrough, true);
addEventListener("keydown", leaveTab, true);
