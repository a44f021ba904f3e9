// Seals bytes with AES-256-GCM: the nonce, then what it sealed. What a thing is called
// is sealed with it, so that one can't be given for another.

const AES = { name: "AES-GCM", length: 256 };
const USES = ["encrypt", "decrypt"];
const NONCE = 12; // bytes

const utf8 = new TextEncoder();

// A key that nobody can read, not even this page.
export const makeKey = () => crypto.subtle.generateKey(AES, false, USES);

// The key of what a person knows, as bytes.
export async function deriveKey(code, salt, iterations) {
  const known = await crypto.subtle.importKey("raw", code, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, known, AES, false, USES);
}

const how = (name, iv) => ({ name: AES.name, iv, additionalData: utf8.encode(name) });

export async function seal(key, name, data) {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const sealed = await crypto.subtle.encrypt(how(name, nonce), key, data);
  const whole = new Uint8Array(NONCE + sealed.byteLength);
  whole.set(nonce);
  whole.set(new Uint8Array(sealed), NONCE);
  return whole;
}

// Rejects with an OperationError what this key did not seal under this name.
export async function unseal(key, name, whole) {
  const nonce = whole.subarray(0, NONCE);
  const data = await crypto.subtle.decrypt(how(name, nonce), key, whole.subarray(NONCE));
  return new Uint8Array(data);
}
