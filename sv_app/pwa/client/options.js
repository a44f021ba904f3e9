// The folder of the site, and the options that the build writes into the page.

/** The folder of the site. */
export const ROOT = new URL("./", import.meta.url);

/**
 * Return the options. `sv-app dev` replaces them while the page is open.
 * @returns {Object} see `script_options` in static_page.py
 */
export const readOptions = () => JSON.parse(document.getElementById("options").textContent);
