// Quick exit: empties the page, ends Python, which has the journal in memory, and replaces this
// page with the decoy screen in the browser's history.

import "./web-storage.js"; // sessionStorage is then there even if the browser refuses it

const DECOY = new URL("celsius.html", document.baseURI).href;
const ESCAPES = 3;
const ESCAPES_TIMEOUT = 3_000; // milliseconds from the first to the last Escape key
const HISTORY_TIMEOUT = 100; // milliseconds that going back in the history may take

let escapeTimes = [];
let isLeaving = false;

// If Back or Forward opens this page after a quick exit, it goes to the decoy screen at once: at
// most the address and the icon of the app are seen for a moment.
const [{ type }] = performance.getEntriesByType("navigation");
if (type !== "back_forward") delete sessionStorage.hasExited;
else if (sessionStorage.hasExited) leave();
addEventListener("pageshow", ({ persisted }) => persisted && isLeaving && leave());

/**
 * Leave the app on a click on #quick-exit, or on three Escape keys.
 * @param {function(): void} onExit makes the page and Python forget everything
 */
export function setUpQuickExit(onExit) {
  const exit = () => {
    sessionStorage.hasExited = "yes";
    clear();
    onExit();
    goBackToFirstEntry().then(leave);
  };
  document.getElementById("quick-exit").addEventListener("click", (event) => {
    event.preventDefault(); // without a script, it is a link to the decoy screen
    exit();
  });
  addEventListener(
    "keydown",
    ({ key, timeStamp }) => isThirdEscape(key, timeStamp) && exit(),
    true,
  );
}

function isThirdEscape(key, now) {
  const isRecent = (time) => now - time < ESCAPES_TIMEOUT;
  escapeTimes = key === "Escape" ? [...escapeTimes.filter(isRecent), now] : [];
  return escapeTimes.length === ESCAPES;
}

function clear() {
  document.body.replaceChildren();
  document.title = "";
}

// Replaces the history entry of the app with one of the decoy screen. `location.assign` then adds a
// second entry, which drops everything that Forward would open, so that no page of the app can
// appear for a moment. The "?" makes the two addresses differ: for the current address, a browser adds no entry.
function leave() {
  isLeaving = true;
  document.documentElement.hidden = true;
  history.replaceState(null, "", `${DECOY}?`);
  location.assign(DECOY);
}

// Each screen of the app is an entry of this page. From the first entry, Back leaves the app.
function goBackToFirstEntry() {
  const entries = history.state?.serialCount ?? 0; // as Flutter counts them
  return new Promise((resolve) => {
    if (!entries) return resolve();
    addEventListener("popstate", resolve, { once: true });
    setTimeout(resolve, HISTORY_TIMEOUT);
    return history.go(-entries);
  });
}
