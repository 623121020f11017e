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
  const text = (extension) => readFileSync(new URL(name.replace(/\.py$/, extension), folder), "utf8");

  it(`CPython prints what stands beside ${name}, and takes these steps`, () => {
    const [output] = run(text(".py"));
    assert.equal(output, text(".out"), "node tests/programs/record.mjs writes it anew");
    const [, , , steps] = run(text(".py"), true);
    assert.equal(steps, text(".steps"), "node tests/programs/record.mjs writes it anew");
  });
}

it("random programs print the same in CPython", async () => {
  execFileSync("cargo", ["build", "--quiet", "--example", "program"]);
  const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
  const found = await differing("target/debug/examples/program", seeds);
  assert.deepEqual(found.map(({ seed, text, output, ours }) => [seed, text, output, ours.stdout]), []);
});
