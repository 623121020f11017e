// programs.html shows the programs in examples/programs, as they are.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { it } from "node:test";
import { page, programs } from "../../scripts/programs.mjs";

it("is made of the programs", () => {
  assert.equal(readFileSync("programs.html", "utf8"), page(), "node scripts/programs.mjs makes it anew");
});

it("shows fifteen programs, each with three sentences", () => {
  const shown = programs();
  assert.deepEqual(shown.map(({ file }) => file).sort(), readdirSync("examples/programs").filter((name) => name.endsWith(".py")).sort());
  assert.equal(shown.length, 15);
  for (const { file, text } of shown) assert.equal(text.match(/[.!?](?= |$)/g).length, 3, file);
});
