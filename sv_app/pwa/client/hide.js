// Leaves at once: what is on the screen goes, the Python that knows what was written
// ends, and a neutral page takes the place of this one in the browser's history.

const NEUTRAL = new URL("celsius.html", document.baseURI).href;
const ESCAPES = 3;
const WITHIN = 3_000; // milliseconds from the first to the last of them
const PATIENCE = 100; // milliseconds that going back in the history may take

const session = storage();
let escapes = [];
let left = false;

// Going back or forward does not bring this page back; its address or its icon does.
const [{ type }] = performance.getEntriesByType("navigation");
if (type !== "back_forward") delete session.left;
else if (session.left) leave();
addEventListener("pageshow", ({ persisted }) => persisted && left && leave());

// `end` makes Python forget everything.
export function offerToHide(end) {
  const hide = () => {
    session.left = "yes";
    clear();
    end();
    rewound().then(leave);
  };
  document.getElementById("hide").addEventListener("click", (event) => {
    event.preventDefault(); // without a script, it is a link to the same page
    hide();
  });
  addEventListener("keydown", ({ key, timeStamp }) => countEscapes(key, timeStamp) && hide(), true);
}

function countEscapes(key, now) {
  escapes = key === "Escape" ? [...escapes.filter((then) => now - then < WITHIN), now] : [];
  return escapes.length === ESCAPES;
}

function clear() {
  document.body.replaceChildren();
  document.title = "";
}

// The entry of the app becomes the neutral page's, and a new entry after it removes those that
// Forward would lead to: no page of the app is left to flash by.
function leave() {
  left = true;
  document.documentElement.hidden = true;
  history.replaceState(null, "", `${NEUTRAL}?`);
  location.assign(NEUTRAL);
}

// The screens behind this one are this same page: without them, Back leaves the app.
function rewound() {
  const behind = history.state?.serialCount ?? 0; // as Flutter counts them
  return new Promise((resolve) => {
    if (!behind) return resolve();
    addEventListener("popstate", resolve, { once: true });
    setTimeout(resolve, PATIENCE);
    return history.go(-behind);
  });
}

function storage() {
  try {
    return sessionStorage;
  } catch {
    return {}; // refused: nothing lasts, and this need not either
  }
}
