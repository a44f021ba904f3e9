// Makes the mouse wheel scroll the app as far as an ordinary page. The engine treats CSS pixels as
// pixels of the screen, except on macOS: with 1.5 pixels of the screen per CSS pixel, the wheel
// would scroll two thirds of the way. And it takes a line, Firefox's unit, for four pixels.

const LINE_HEIGHT = 16; // CSS pixels
const MIN_DIFFERENCE = 0.01;

const app = document.getElementById("app");
const isMac = navigator.platform.startsWith("Mac");

function scale({ deltaMode }) {
  const unit = deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1;
  return isMac ? unit : unit * devicePixelRatio;
}

addEventListener(
  "wheel",
  (event) => {
    const { target, deltaMode, deltaX, deltaY, ctrlKey } = event;
    const factor = scale(event);
    const isPage = deltaMode === WheelEvent.DOM_DELTA_PAGE;
    // With the control key, the wheel zooms.
    if (!event.isTrusted || ctrlKey || isPage || !app.contains(/** @type {Node} */ (target)))
      return;
    if (Math.abs(factor - 1) < MIN_DIFFERENCE) return;
    event.stopImmediatePropagation();
    const { clientX, clientY, screenX, screenY, shiftKey, altKey, metaKey } = event;
    const scaled = new WheelEvent("wheel", {
      ...{ bubbles: true, cancelable: true, composed: true },
      ...{ clientX, clientY, screenX, screenY, shiftKey, altKey, metaKey },
      deltaX: deltaX * factor,
      deltaY: deltaY * factor,
    });
    if (!target.dispatchEvent(scaled)) event.preventDefault();
  },
  { capture: true, passive: false },
);
