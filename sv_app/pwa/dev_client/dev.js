// Shows each change on the open page of `sv-app dev`: new content in place, new code by
// a reload, faults in an overlay. Loaded before boot.js.

import { trustedHtml } from "./trusted-types.js";

// No service worker: it would answer with old files.
Object.defineProperty(navigator, "serviceWorker", { value: undefined });

const REFRESHED = ["head > style", "#quick-exit", "#page", "#options"];
const STYLE = `position: fixed; inset: 0 0 auto; z-index: 9999; max-height: 60vh; overflow: auto;
  margin: 0; padding: 1rem; background: #fff; color: #000; border-bottom: 4px solid #b00;
  font: 1rem/1.5 system-ui, sans-serif; white-space: pre-wrap; overflow-wrap: anywhere`;

const codeVersion = new URL(import.meta.url).searchParams.get("code_version");
const channel = new BroadcastChannel("sv-app-dev"); // dev_client/main.py listens
let renderCount = null;

new EventSource("dev/events").onmessage = ({ data }) => {
  const state = JSON.parse(data);
  // Before the first successful render, do not reload: the content has errors.
  if (state.code_version !== codeVersion && state.render_count) return location.reload();
  showFaults(state.faults);
  if (!state.render_count || state.render_count === renderCount) return;
  renderCount = state.render_count;
  refresh().catch((error) => console.info("The content was not refreshed:", error.message));
};

// Refreshes the app and the static page.
async function refresh() {
  channel.postMessage(renderCount);
  const html = trustedHtml(await (await fetch("./")).text());
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const selector of REFRESHED) {
    const old = document.querySelector(selector);
    if (old) update(old, fresh.querySelector(selector));
  }
}

// Replaces only the nodes that differ: listeners, and the details that the reader opened, stay.
function update(old, fresh) {
  if (!fresh || old.isEqualNode(fresh)) return;
  const children = [...old.childNodes];
  const isAlike = old.nodeName === fresh.nodeName && children.length === fresh.childNodes.length;
  if (!isAlike || !children.length) return old.replaceWith(fresh);
  for (const { name, value } of fresh.attributes) {
    if (name !== "hidden") old.setAttribute(name, value);
  }
  [...fresh.childNodes].forEach((child, index) => update(children[index], child));
}

function showFaults(faults) {
  document.getElementById("dev-faults")?.remove();
  if (!faults.length) return;
  const overlay = document.createElement("div");
  overlay.id = "dev-faults";
  overlay.role = "alert";
  overlay.style.cssText = STYLE;
  overlay.textContent = [`${faults.length} errors to fix:`, ...faults].join("\n");
  document.body.append(overlay);
}
