// The modules of Python's library that are no part of the WebAssembly module, because few programs import them: those in
// src/python/library/more.
import { fetchSource } from "./library-sources.js";

export const MODULES = [
  "abc", "collections.abc", "concurrent.futures", "contextlib", "contextvars", "copy", "dataclasses", "enum", "functools", "inspect", "io",
  "json", "logging", "statistics", "string", "traceback", "types", "typing", "warnings",
];

/** Those that a program may import. (It may also just look like that.) */
export function imported(program) {
  const joined = program.replace(/\\\r?\n/g, " ").replace(/\bimport\s*\([^)]*\)/g, (names) => names.replace(/\s+/g, " "));
  const lines = joined.split(/\r?\n|\r/).filter((line) => /\bimport\b/.test(line)).join("\n");
  // A word that every import of it contains: `from concurrent import futures`.
  return MODULES.filter((name) => new RegExp(`\\b${name.replace(/.*\./, "")}\\b`).test(lines));
}

const sources = new Map();

/** The source of a module: loaded once. A failure is not remembered (but by a browser that remembers scripts it could not load). */
function sourceOf(name) {
  if (!sources.has(name)) {
    const source = fetchSource(name);
    sources.set(name, source);
    source.catch(() => sources.delete(name));
  }
  return sources.get(name);
}

/** Loads the modules that a program imports, and those that they import. Adds their sources to `found`, by name; those that could not be
 *  loaded, or lack another, are missing there. */
export async function loadImports(program, found) {
  await Promise.all(imported(program).map(async (name) => {
    if (found.has(name)) return;
    found.set(name, "");
    try {
      const source = await sourceOf(name);
      await loadImports(source, found);
      if (imported(source).some((other) => !found.has(other))) throw new Error(`${name} lacks a module`);
      found.set(name, source);
    } catch {
      found.delete(name);
    }
  }));
  return found;
}
