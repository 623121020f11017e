// What the programs in tests/programs should print is what CPython 3.14 prints. (That ours prints it is tested in tests/native/programs.rs.)
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { it } from "node:test";
import { cpython } from "../programs/cpython.mjs";
import { differing } from "../programs/fuzz.mjs";

const folder = new URL("../programs/", import.meta.url);
const run = await cpython();

for (const name of readdirSync(folder).filter((name) => name.endsWith(".py") && name !== "cpython.py")) {
  it(`CPython prints what stands beside ${name}`, () => {
    const [output] = run(readFileSync(new URL(name, folder), "utf8"));
    assert.equal(output, readFileSync(new URL(name.replace(/\.py$/, ".out"), folder), "utf8"), "node tests/programs/record.mjs writes it anew");
  });
}

it("random programs print the same in CPython", async () => {
  execFileSync("cargo", ["build", "--quiet", "--example", "program"]);
  const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
  const found = await differing("target/debug/examples/program", seeds);
  assert.deepEqual(found.map(({ seed, text, output, ours }) => [seed, text, output, ours.stdout]), []);
});
