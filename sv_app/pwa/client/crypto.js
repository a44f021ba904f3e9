// Encrypts with AES-256-GCM; the result is the nonce, then the ciphertext. The name of a record
// is authenticated with its data, so that a record can't be exchanged for another.

const AES = { name: "AES-GCM", length: 256 };
/** @type {KeyUsage[]} */
const USES = ["encrypt", "decrypt"];
const NONCE = 12; // bytes

const utf8 = new TextEncoder();

/**
 * Make a key that no script can export.
 * @returns {Promise<CryptoKey>}
 */
export const makeKey = () => crypto.subtle.generateKey(AES, false, USES);

/**
 * Derive a key from a passcode with PBKDF2.
 * @param {Uint8Array} passcode
 * @param {Uint8Array} salt
 * @param {number} iterations
 * @returns {Promise<CryptoKey>}
 */
export async function deriveKey(passcode, salt, iterations) {
  const material = await crypto.subtle.importKey("raw", passcode, "PBKDF2", false, ["deriveKey"]);
  const pbkdf2 = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(pbkdf2, material, AES, false, USES);
}

const gcm = (name, iv) => ({ name: AES.name, iv, additionalData: utf8.encode(name) });

/**
 * Encrypt a record under its name.
 * @param {CryptoKey} key
 * @param {string} name
 * @param {Uint8Array} data
 * @returns {Promise<Uint8Array>}
 */
export async function encrypt(key, name, data) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const ciphertext = await crypto.subtle.encrypt(gcm(name, nonce), key, data);
  const encrypted = new Uint8Array(NONCE + ciphertext.byteLength);
  encrypted.set(nonce);
  encrypted.set(new Uint8Array(ciphertext), NONCE);
  return encrypted;
}

/**
 * Decrypt a record. Rejects with an OperationError if this key did not encrypt it under this name.
 * @param {CryptoKey} key
 * @param {string} name
 * @param {Uint8Array} encrypted
 * @returns {Promise<Uint8Array>}
 */
export async function decrypt(key, name, encrypted) {
  const nonce = encrypted.subarray(0, NONCE);
  const data = await crypto.subtle.decrypt(gcm(name, nonce), key, encrypted.subarray(NONCE));
  return new Uint8Array(data);
}
