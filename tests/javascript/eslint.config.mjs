// The rules for the scripts of the page, of its workers and of the build.

import js from "@eslint/js";
import globals from "globals";

// The build writes these constants into sw.js, and joins the scripts of `worker/`.
const SERVICE_WORKER = { FILES: "readonly", POLICY: "readonly", VERSION: "readonly" };
const SHARED = {
  SCOPE: "readonly",
  VERSION_CACHE: "readonly",
  countFromDevice: "readonly",
  countFromHost: "readonly",
  countRefused: "readonly",
  matchFile: "readonly",
  otherVersionCaches: "readonly",
  storeFile: "readonly",
};

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: "latest", sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "default-case-last": "error",
      eqeqeq: "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["**/client/*.js", "**/dev_client/*.js"],
    languageOptions: {
      // flutter.js defines `_flutter`; boot.js defines `flet` for Flet's client.
      globals: { ...globals.browser, ...globals.worker, _flutter: "readonly", flet: "readonly" },
    },
  },
  {
    files: ["**/worker/*.js"],
    languageOptions: {
      globals: { ...globals.serviceworker, ...SERVICE_WORKER, ...SHARED },
      sourceType: "script",
    },
    rules: { "no-redeclare": "off", "no-unused-vars": "off" },
  },
  {
    files: ["**/dev_client/sw.js"],
    languageOptions: { globals: globals.serviceworker, sourceType: "script" },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: globals.node },
  },
];
