// Counts the bytes of responses while they arrive, in the page and in the Python worker.

let report = null;

/**
 * From now on, report the bytes of each response.
 * @param {function(number): void} listener receives the size of each chunk, after decompression
 */
export function onReceivedBytes(listener) {
  report = listener;
}

/**
 * Return a response that reports its bytes while they are read, if anybody listens.
 * @param {Response} response
 * @returns {Response}
 */
export function countBytes(response) {
  if (!report || !response.ok || !response.body) return response;
  const counter = new TransformStream({
    transform(chunk, controller) {
      report(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
}
