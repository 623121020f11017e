// The modules of Python's library that are no part of the WebAssembly module, because few programs import them: those in
// src/python/library/more.

export const MODULES = [
  "abc", "collections.abc", "concurrent.futures", "contextlib", "contextvars", "copy", "dataclasses", "enum", "functools", "inspect", "io",
  "json", "logging", "statistics", "string", "traceback", "types", "typing", "warnings",
];

/** Each of them by a word that every import of it contains: `from concurrent import futures`. */
const NAMED = new RegExp(`\\b(${MODULES.map((name) => name.replace(/.*\./, "")).join("|")})\\b`);

/** Whether a program may import one of them. (It may also just look like that.) */
export const isNeeded = (program) => program.replaceAll("\\\n", " ").split("\n").some((line) => /\bimport\b/.test(line) && NAMED.test(line));

let loading = null;

/** Their sources, by their names: loaded once. A failure is not remembered. */
export function load() {
  loading ??= import("./library-sources.js").then(({ sources }) => sources()).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}
