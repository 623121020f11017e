// What a page has to load to show a figure, as scripts/bundle makes it.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { it } from "node:test";
import { brotliCompressSync } from "node:zlib";

const FOLDER = new URL("../dist/www/", import.meta.url);
const PARTS = ["waiting-room.css", "waiting-room.js", "waiting_room_bg.wasm"];
/** Of the page that explains it, not of the element. */
const OF_THE_PAGE = ["icon.svg", "page.css", "page.js"];
const BUDGET = 64_000;

it(`weighs at most ${BUDGET} bytes after brotli`, async (t) => {
  let total = 0;
  const files = (await readdir(FOLDER)).filter((name) => !OF_THE_PAGE.includes(name));
  for (const part of PARTS) assert.ok(files.includes(part), `${part} is missing`);
  for (const file of files) {
    const { length } = brotliCompressSync(await readFile(new URL(file, FOLDER)));
    t.diagnostic(`${String(length).padStart(6)} ${file}`);
    total += length;
  }
  t.diagnostic(`${String(total).padStart(6)} together`);
  assert.ok(total <= BUDGET, `it weighs ${total} bytes`);
});

it("names no file of the machine that built it", async () => {
  const module = await readFile(new URL("waiting_room_bg.wasm", FOLDER), "latin1");
  assert.doesNotMatch(module, /\.rs\b|cargo|\/home\//);
});
