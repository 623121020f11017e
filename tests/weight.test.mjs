// What a page has to load to show a figure.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import { brotliCompressSync } from "node:zlib";

const FILES = [
  "pkg/waiting_room_bg.wasm", "pkg/waiting_room.js", "www/waiting-room.js", "www/element.js", "www/load.js",
  "www/properties.js", "www/waiting-room.css",
];
const BUDGET = 54_000;

it(`weighs at most ${BUDGET} bytes after brotli`, async (t) => {
  let total = 0;
  for (const file of FILES) {
    const { length } = brotliCompressSync(await readFile(new URL(`../${file}`, import.meta.url)));
    t.diagnostic(`${String(length).padStart(6)} ${file}`);
    total += length;
  }
  t.diagnostic(`${String(total).padStart(6)} together`);
  assert.ok(total <= BUDGET, `it weighs ${total} bytes`);
});
