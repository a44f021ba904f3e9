// Errors that Python can receive. Pyodide accepts a thrown value as an error only if it has a
// name, a message and a stack. Chromium's QuotaExceededError has no stack: the Python code that
// awaits it would wait for ever.

/**
 * @param {string} name
 * @param {string} message
 * @returns {Error}
 */
export const namedError = (name, message) => Object.assign(new Error(message), { name });

/**
 * Return a normalised error, which has a name, a message and a stack, for anything thrown.
 * @param {*} reason
 * @returns {Error}
 */
export const normaliseError = (reason) =>
  namedError(String(reason?.name ?? "Error"), String(reason?.message ?? reason));

function fail(reason) {
  throw normaliseError(reason);
}

/**
 * Wrap a function so that it throws, and rejects with, normalised errors only.
 * @param {Function} act
 * @returns {Function}
 */
export const withNormalisedErrors =
  (act) =>
  (...args) => {
    try {
      const result = act(...args);
      return typeof result?.then === "function" ? result.then((value) => value, fail) : result;
    } catch (error) {
      return fail(error);
    }
  };
