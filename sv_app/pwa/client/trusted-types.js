// Trusted Types: the policy of the page refuses text as HTML, as a script or as its address, except
// what this module lets pass. A browser without Trusted Types ignores that part of the policy.

const { trustedTypes } = /** @type {any} */ (globalThis);

// Flutter and the workers of the app give addresses as text. The directives `script-src` and
// `worker-src` decide which of them are loaded. Text as HTML or as code is refused: the default
// policy has no function for it.
trustedTypes?.createPolicy("default", { createScriptURL: (address) => address });

const printedPages = trustedTypes?.createPolicy("print", { createHTML: (html) => html });

/**
 * Mark as trusted the HTML that the app prints: Python escapes every word in it.
 * @param {string} html
 * @returns {string} the HTML, which the browser then accepts
 */
export const trustedHtml = (html) => printedPages?.createHTML(html) ?? html;
