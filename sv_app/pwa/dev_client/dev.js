// Shows each change on the open page of `sv-app dev`: new words in place, new code by
// a reload, faults in an overlay. Loaded before boot.js.

// No service worker: it would answer with the files of before.
Object.defineProperty(navigator, "serviceWorker", { value: undefined });

const LIVE = ["head > style", "#hide", "#plain", "#boot"];
const STYLE = `position: fixed; inset: 0 0 auto; z-index: 9999; max-height: 60vh; overflow: auto;
  margin: 0; padding: 1rem; background: #fff; color: #000; border-bottom: 4px solid #b00;
  font: 1rem/1.5 system-ui, sans-serif; white-space: pre-wrap; overflow-wrap: anywhere`;

const code = new URL(import.meta.url).searchParams.get("code");
const channel = new BroadcastChannel("sv-app-dev"); // dev_client/main.py listens
let words = null;

new EventSource("dev/events").onmessage = ({ data }) => {
  const state = JSON.parse(data);
  // Without words there is nothing to reload yet: the server was started on faulty ones.
  if (state.code !== code && state.words) return location.reload();
  showFaults(state.faults);
  if (!state.words || state.words === words) return;
  words = state.words;
  refresh().catch((error) => console.info("The words were not refreshed:", error.message));
};

// The static page, where it is still there, then the app.
async function refresh() {
  channel.postMessage(words);
  const answer = await fetch("./");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const selector of LIVE) {
    const old = document.querySelector(selector);
    if (old) update(old, fresh.querySelector(selector));
  }
}

// Changes only what differs, so that listeners, and what the reader opened, stay.
function update(old, fresh) {
  if (!fresh || old.isEqualNode(fresh)) return;
  const parts = [...old.childNodes];
  const same = old.nodeName === fresh.nodeName && parts.length === fresh.childNodes.length;
  if (!same || !parts.length) return old.replaceWith(fresh);
  for (const { name, value } of fresh.attributes) {
    if (name !== "hidden") old.setAttribute(name, value);
  }
  [...fresh.childNodes].forEach((child, index) => update(parts[index], child));
}

function showFaults(faults) {
  document.getElementById("dev-faults")?.remove();
  if (!faults.length) return;
  const overlay = document.createElement("div");
  overlay.id = "dev-faults";
  overlay.role = "alert";
  overlay.style.cssText = STYLE;
  overlay.textContent = [`${faults.length} to mend:`, ...faults].join("\n");
  document.body.append(overlay);
}
