"""Scripts that break a part of the app while it is open."""

from collections.abc import Mapping

WORKER_ENDS = "the worker is ended"
WORKER_FAILURES: Mapping[str, str] = {
    WORKER_ENDS: "() => self.close()",
    "Python runs out of memory": """() => void setTimeout(() => {
      throw new WebAssembly.RuntimeError("memory access out of bounds");
    })""",
}
"""Each failure of Python, and the script that causes it in the worker."""
ENGINE_FAILURES: Mapping[str, str] = {
    "the engine throws an error": "() => void setTimeout(() => { throw new Error('engine') })",
    "the engine runs out of memory": (
        "() => void Promise.reject(new WebAssembly.RuntimeError('memory access out of bounds'))"
    ),
}
"""Each failure of the engine, and the script that causes it in the page."""
RECORD_CONTEXTS = """
window.contexts = [];
for (const Canvas of [HTMLCanvasElement, OffscreenCanvas]) {
  const { getContext } = Canvas.prototype;
  Canvas.prototype.getContext = function (...options) {
    const context = getContext.apply(this, options);
    if (context?.getExtension && !window.contexts.includes(context)) window.contexts.push(context);
    return context;
  };
}
"""
"""Runs before the app, and records the WebGL contexts for LOSE_CONTEXT."""
LOSE_CONTEXT = """() => {
  const extensions = window.contexts.map((context) => context.getExtension("WEBGL_lose_context"));
  if (!extensions.length) throw new Error("there is no WebGL context to lose");
  extensions.forEach((extension) => extension.loseContext());
}"""
STOP_FRAMES = """() => {
  window.realRequestFrame = window.requestAnimationFrame;
  window.requestAnimationFrame = () => 0;
}"""
UNRELATED_CHANGES = """() => void setInterval(() => {
  document.getElementById("app").append(new Comment("a toast that closes"));
}, 100)"""
"""Starts periodic changes of the page that draw no screen."""
RESUME_FRAMES = "() => { window.requestAnimationFrame = window.realRequestFrame; }"
MEASURE_REACTION = """() => {
  delete window.stoppedAt;
  window.failedAt = performance.now();
  for (const { canvas } of window.contexts ?? [])
    canvas.addEventListener("webglcontextlost", () => (window.failedAt = performance.now()));
  const page = document.documentElement;
  new MutationObserver(() => {
    if (page.dataset.app === "stopped") window.stoppedAt ??= performance.now();
  }).observe(page, { attributeFilter: ["data-app"] });
}"""
"""Runs in the page just before a failure. The page itself measures how long it takes to react: the
browser's driver waits for the processor too, and would measure too much."""
MEASURE_REACTION_TO_TAP = f"""() => {{
  ({MEASURE_REACTION})();
  const onPress = () => (window.failedAt = performance.now());
  addEventListener("pointerdown", onPress, {{ capture: true, once: true }});
}}"""
"""Like `MEASURE_REACTION`, for a failure that begins with a tap: before it taps, the driver scrolls
and waits until the page is still."""
READY = "() => document.documentElement.dataset.app === 'ready'"
STOPPED = "() => document.documentElement.dataset.app === 'stopped'"
