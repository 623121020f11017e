// What CPython 3.14 prints for programs, as JSON: node tests/programs/cpython.mjs FILE.py ...
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

/** Returns a function that runs a program and returns [output, errors, status]. */
export async function cpython() {
  const python = await loadPyodide({ stdout: () => {}, stderr: () => {} });
  python.runPython(readFileSync(new URL("cpython.py", import.meta.url), "utf8"));
  const run = python.globals.get("run");
  return (source) => {
    const result = run(source);
    const plain = result.toJs();
    result.destroy();
    return plain;
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const run = await cpython();
  console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map((path) => [path, run(readFileSync(path, "utf8"))]))));
  process.exit();
}
