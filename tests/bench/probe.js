// Runs in the page before anything of its own: notes when things become true, in
// milliseconds since 1970, so that a reload on the way counts too.
(() => {
  const TITLE = "flt-semantics-host h1";
  const now = () => performance.timeOrigin + performance.now();
  const probe = { marks: {}, ready: null, link: null, taps: [] };
  globalThis.probe = probe;
  const mark = (name) => (probe.marks[name] ??= now());

  const own = () => document.documentElement.dataset.app;
  const title = () => document.querySelector(TITLE)?.textContent.trim();

  function look(records) {
    for (const { target, attributeName } of records) {
      if (attributeName === "data-done") mark(`step ${target.dataset.step}`);
    }
    const placeholder = document.querySelector("flt-semantics-placeholder");
    if (placeholder) {
      mark("semantics");
      placeholder.click();
    }
    if (own() === "ready") mark("app");
    const painted = Boolean(probe.home) && title() === probe.home;
    if (painted) mark("title");
    if (painted && ["ready", undefined].includes(own())) probe.ready ??= now();
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["data-done", "data-app"],
  });
  // What the Python worker says of itself: our steps, and the stock one's "initialized".
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(...options) {
      super(...options);
      mark("worker");
      this.addEventListener("message", ({ data }) => {
        if (data instanceof Uint8Array) mark("first patch");
        else mark(`worker: ${data.value ?? data.name ?? data}`);
      });
    }
  };
  addEventListener("flutter-first-frame", () => mark("first frame"));

  // A link one can tap: laid out, in sight, and what a finger there would hit.
  function tappable(link) {
    const { left, top, width, height } = link.getBoundingClientRect();
    if (!width || !height) return false;
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return Boolean(hit && link.contains(hit));
  }
  function seek() {
    if ([...document.querySelectorAll('a[href^="tel:"]')].some(tappable)) probe.link = performance.now();
    else requestAnimationFrame(seek);
  }
  requestAnimationFrame(seek);

  // From the finger down to the frame after the one that brought the title.
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
