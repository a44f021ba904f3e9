// Runs in the page before its own scripts. Records the times of the start in milliseconds since
// 1970, so that a reload during the start is counted too. Only `link` counts from the navigation.
(() => {
  const TITLE = "flt-semantics-host h1";
  const now = () => performance.timeOrigin + performance.now();
  const probe = { marks: {}, ready: null, link: null };
  globalThis.probe = probe;
  const mark = (name) => (probe.marks[name] ??= now());

  const appState = () => document.documentElement.dataset.app;
  const title = () => document.querySelector(TITLE)?.textContent.trim();

  function look() {
    const placeholder = document.querySelector("flt-semantics-placeholder");
    if (placeholder) {
      mark("semantics");
      placeholder.click();
    }
    if (appState() === "ready") mark("app");
    const isPainted = Boolean(probe.home) && title() === probe.home;
    if (isPainted) mark("title");
    if (isPainted && ["ready", undefined].includes(appState())) probe.ready ??= now();
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["data-app"],
  });
  // Marks the messages of the Python worker by name; the stock worker sends "initialized".
  const NativeWorker = globalThis.Worker;
  globalThis.Worker = class extends NativeWorker {
    constructor(...options) {
      super(...options);
      mark("worker");
      this.addEventListener("message", ({ data }) => {
        if (data instanceof Uint8Array) mark("first patch");
        else mark(`worker: ${data.name ?? data}`);
      });
    }
  };
  addEventListener("flutter-first-frame", () => mark("first frame"));

  // Whether a link can be tapped: it has a size, is on the screen, and is not covered.
  function isTappable(link) {
    const { left, top, width, height } = link.getBoundingClientRect();
    if (!width || !height) return false;
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return Boolean(hit && link.contains(hit));
  }
  function findLink() {
    const links = [...document.querySelectorAll('a[href^="tel:"]')];
    if (links.some(isTappable)) probe.link = performance.now();
    else requestAnimationFrame(findLink);
  }
  requestAnimationFrame(findLink);

  // Milliseconds from the pointerdown event to the frame after the title has changed.
  probe.tap = (expected) =>
    new Promise((resolve) => {
      let down;
      addEventListener("pointerdown", (event) => (down = event.timeStamp), {
        capture: true,
        once: true,
      });
      const observer = new MutationObserver(() => {
        if (title() !== expected) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - down));
      });
      observer.observe(document.querySelector("flt-semantics-host"), {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
})();
