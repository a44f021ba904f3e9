// Errors as Python can receive them. Pyodide takes a thrown value for an error only if it has
// a name, a message and a stack; Chromium's QuotaExceededError has no stack, and the Python
// that awaits it would wait for ever.

export const failure = (name, message) => Object.assign(new Error(message), { name });

export const plainError = (reason) =>
  failure(String(reason?.name ?? "Error"), String(reason?.message ?? reason));

function fail(reason) {
  throw plainError(reason);
}

// `act`, which throws and rejects with plain errors alone.
export const withPlainErrors =
  (act) =>
  (...given) => {
    try {
      const answer = act(...given);
      return typeof answer?.then === "function" ? answer.then((value) => value, fail) : answer;
    } catch (error) {
      return fail(error);
    }
  };
