// Selects the web manifest in the person's language: it has the name of the installed app.

import { readOptions } from "./options.js";

const LINK = "link[rel=manifest]";
const TITLE = "meta[name=apple-mobile-web-app-title]"; // Safari takes the name from here

/**
 * Return the manifest of the first language that has one.
 * @param {string[]} languages preferred first, such as "fr-FR"
 * @param {Object} manifests by code of two letters
 */
export const findManifest = (languages, manifests) =>
  languages.map((code) => manifests[code.slice(0, 2).toLowerCase()]).find(Boolean);

/**
 * Link the page to the manifest of the first language that has one.
 * @param {...string} languages preferred first
 */
export function useManifest(...languages) {
  const { manifests = {} } = readOptions();
  const manifest = findManifest(languages, manifests);
  const link = document.querySelector(LINK);
  if (!manifest || link.getAttribute("href") === manifest.file) return;
  link.setAttribute("href", manifest.file); // the browser reads it again
  document.querySelector(TITLE).content = manifest.name;
}
