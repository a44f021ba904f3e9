"""Scripts that break a part of the app while it is open."""

from collections.abc import Mapping

WORKER_ENDS = "the worker is ended"
IN_THE_WORKER: Mapping[str, str] = {
    WORKER_ENDS: "() => self.close()",
    "Python runs out of memory": """() => void setTimeout(() => {
      throw new WebAssembly.RuntimeError("memory access out of bounds");
    })""",
}
"""Each failure of Python, and the script that causes it in the worker."""
IN_THE_ENGINE: Mapping[str, str] = {
    "the engine throws an error": "() => void setTimeout(() => { throw new Error('engine') })",
    "the engine runs out of memory": (
        "() => void Promise.reject(new WebAssembly.RuntimeError('memory access out of bounds'))"
    ),
}
"""Each failure of the engine, and the script that causes it in the page."""
KEEP_CONTEXTS = """
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
"""Runs before the app, for LOSE_CONTEXT."""
LOSE_CONTEXT = """() => {
  const found = window.contexts.map((one) => one.getExtension("WEBGL_lose_context"));
  if (!found.length) throw new Error("there is no WebGL context to lose");
  found.forEach((extension) => extension.loseContext());
}"""
NO_FRAMES = """() => {
  window.drawAgain = window.requestAnimationFrame;
  window.requestAnimationFrame = () => 0;
}"""
OTHER_CHANGES = """() => void setInterval(() => {
  document.getElementById("app").append(new Comment("a toast that closes"));
}, 100)"""
"""Changes of the page that draw no screen, run in it."""
FRAMES = "() => { window.requestAnimationFrame = window.drawAgain; }"
READY = "() => document.documentElement.dataset.app === 'ready'"
STOPPED = "() => document.documentElement.dataset.app === 'stopped'"
