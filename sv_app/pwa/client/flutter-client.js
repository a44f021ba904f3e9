// Flutter's client comes in two builds: WebAssembly (skwasm) and JavaScript (CanvasKit). A browser
// downloads and stores only the one that it uses.

import { ROOT } from "./options.js";

const CACHE = `side-by-side:${ROOT.pathname}:renderer`; // the same name as in files.js
const ENTRY = "renderer";

// A module with a type of WasmGC: flutter.js tests the same one.
const WASM_GC = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 120, 0);

// What the WebAssembly client needs, apart from WebGL, which flutter.js tests. line-breaks.js needs
// the segmenter; without it, the client would need larger files, which are not shipped.
const supportsWasmClient =
  WebAssembly.validate(WASM_GC) && "ImageDecoder" in globalThis && "Segmenter" in Intl;

/**
 * Return the renderer of this page. Before flutter.js has chosen, return the renderer that it is
 * expected to choose.
 * @returns {"skwasm"|"canvaskit"}
 */
export const usedRenderer = () =>
  supportsWasmClient && !("flutterCanvasKitLoaded" in globalThis) ? "skwasm" : "canvaskit";

/**
 * Return the builds among which flutter.js may choose, the preferred one first. A browser that has
 * once used CanvasKit, without WebGL for example, has stored it, and goes on with it.
 * @param {{renderer: string}[]} builds
 * @returns {Promise<{renderer: string}[]>}
 */
export async function supportedBuilds(builds) {
  const stored = await storedRenderer().catch(() => null); // null without cache storage
  const usesWasm = supportsWasmClient && stored !== "canvaskit";
  return builds.filter(({ renderer }) => renderer !== "skwasm" || usesWasm);
}

async function storedRenderer() {
  const response = await caches.match(ENTRY, { cacheName: CACHE });
  return response ? response.text() : null;
}

/**
 * Store which renderer this page uses: the service worker stores only its files.
 * @returns {Promise<void>}
 */
export async function storeRenderer() {
  await (await caches.open(CACHE)).put(ENTRY, new Response(usedRenderer()));
}
