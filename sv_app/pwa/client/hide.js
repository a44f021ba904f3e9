// Quick exit: empties the page, ends Python, which has the journal in memory, and replaces this
// page with the decoy screen in the browser's history.

const DECOY = new URL("celsius.html", document.baseURI).href;
const ESCAPES = 3;
const ESCAPES_WITHIN = 3_000; // milliseconds from the first to the last of them
const HISTORY_TIMEOUT = 100; // milliseconds that going back in the history may take

const session = openSessionStorage();
let escapeTimes = [];
let hasLeft = false;

// Back and Forward do not show the app again after a quick exit; its address or its icon does.
const [{ type }] = performance.getEntriesByType("navigation");
if (type !== "back_forward") delete session.left;
else if (session.left) leave();
addEventListener("pageshow", ({ persisted }) => persisted && hasLeft && leave());

/**
 * Leave the app on a click on #hide, or on three Escape keys.
 * @param {Function} forget makes the page and Python forget everything
 */
export function setUpQuickExit(forget) {
  const exit = () => {
    session.left = "yes";
    clear();
    forget();
    goBackToFirstEntry().then(leave);
  };
  document.getElementById("hide").addEventListener("click", (event) => {
    event.preventDefault(); // without a script, it is a link to the same page
    exit();
  });
  addEventListener("keydown", ({ key, timeStamp }) => countEscapes(key, timeStamp) && exit(), true);
}

function countEscapes(key, now) {
  const isRecent = (time) => now - time < ESCAPES_WITHIN;
  escapeTimes = key === "Escape" ? [...escapeTimes.filter(isRecent), now] : [];
  return escapeTimes.length === ESCAPES;
}

function clear() {
  document.body.replaceChildren();
  document.title = "";
}

// Turns the history entry of the app into the decoy screen's. The new entry after it removes the
// entries that Forward would open, so that no page of the app can appear for a moment.
function leave() {
  hasLeft = true;
  document.documentElement.hidden = true;
  history.replaceState(null, "", `${DECOY}?`);
  location.assign(DECOY);
}

// Each screen is an entry of this same page: from the first of them, Back leaves the app.
function goBackToFirstEntry() {
  const entries = history.state?.serialCount ?? 0; // as Flutter counts them
  return new Promise((resolve) => {
    if (!entries) return resolve();
    addEventListener("popstate", resolve, { once: true });
    setTimeout(resolve, HISTORY_TIMEOUT);
    return history.go(-entries);
  });
}

function openSessionStorage() {
  try {
    return sessionStorage;
  } catch {
    return {}; // refused: `left` then lasts no longer than the page
  }
}
