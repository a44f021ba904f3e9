// Digests as text.

/**
 * @param {BufferSource} bytes
 * @returns {Promise<string>} the SHA-256 in hexadecimal
 */
export async function sha256Hex(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
