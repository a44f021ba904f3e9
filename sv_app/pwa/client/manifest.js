// Names the manifest of the person's language: a device installs the app by its name.

const LINK = "link[rel=manifest]";
const TITLE = "meta[name=apple-mobile-web-app-title]"; // Safari takes the name from here

// The first of the `languages`, preferred first, that has a manifest among `known`.
export const choose = (languages, known) =>
  languages.map((code) => known[code.slice(0, 2).toLowerCase()]).find(Boolean);

export function useManifest(...languages) {
  const { manifests = {} } = JSON.parse(document.getElementById("boot").textContent);
  const chosen = choose(languages, manifests);
  const link = document.querySelector(LINK);
  if (!chosen || link.getAttribute("href") === chosen.file) return;
  link.setAttribute("href", chosen.file); // the browser reads it again
  document.querySelector(TITLE).content = chosen.name;
}
