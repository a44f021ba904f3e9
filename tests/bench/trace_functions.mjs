// Runs the usage trace with instrumented modules; writes the executed functions as JSON to REPORT.
// Usage: node trace_functions.mjs PYODIDE ARCHIVE SCRIPTS REPORT TRACE

import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import "./function_coverage.mjs";

const [report, trace] = process.argv.slice(5);
process.on("exit", () => writeFileSync(report, JSON.stringify(globalThis.executedFunctions())));
await import(pathToFileURL(trace));
