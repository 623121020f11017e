// What CPython 3.14 prints for programs, as JSON: node tests/programs/cpython.mjs FILE.py ...
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const text = (path) => readFileSync(new URL(path, import.meta.url), "utf8");

/** Returns a function that runs a program and returns [output, errors, status, steps]; the steps only if it is recorded. */
export async function cpython() {
  const python = await loadPyodide({ stdout: () => {}, stderr: () => {} });
  python.FS.writeFile("/home/pyodide/waiting_room_recorder.py", text("../../recorder/waiting_room_recorder.py"));
  python.runPython(text("cpython.py"));
  const run = python.globals.get("run");
  return (source, isRecorded = false) => {
    const result = run(source, isRecorded);
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
