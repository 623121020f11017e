// Writes what CPython 3.14 prints for each program beside it, and the steps that its tasks take: node tests/programs/record.mjs
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { cpython } from "./cpython.mjs";

const folder = new URL(".", import.meta.url);
const run = await cpython();
for (const name of readdirSync(folder).filter((name) => name.endsWith(".py") && name !== "cpython.py")) {
  const [output] = run(readFileSync(new URL(name, folder), "utf8"));
  writeFileSync(new URL(name.replace(/\.py$/, ".out"), folder), output);
  const [, , , steps] = run(readFileSync(new URL(name, folder), "utf8"), true);
  writeFileSync(new URL(name.replace(/\.py$/, ".steps"), folder), steps);
}
process.exit();
