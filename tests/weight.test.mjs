// What a page has to load to show a figure, as scripts/bundle makes it.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { imported, MODULES } from "../www/library.js";

const FOLDER = new URL("../dist/www/", import.meta.url);
const PARTS = ["waiting-room.css", "waiting-room.js", "waiting_room_bg.wasm"];
/** Of the page that explains it, not of the element. */
const OF_THE_PAGE = ["icon.svg", "page.css", "page.js", "posters"];
/** What it weighed before figures could run programs, and what these may add to all others. */
const BUDGET = 71_995 + 500;
/** What the first figure of a program loads besides the script of all figures. */
const PROGRAM_PARTS = ["program.js", "waiting_room_program_bg.wasm"];

const weigh = async (name) => brotliCompressSync(await readFile(new URL(name, FOLDER))).length;

it(`weighs at most ${BUDGET} bytes after brotli`, async (t) => {
  let total = 0;
  // Chunks that the element shares with what is loaded later would have to be loaded with it.
  const script = await readFile(new URL("waiting-room.js", FOLDER), "utf8");
  assert.doesNotMatch(script, /(from|import)\s*"\.\/chunk-/);
  for (const part of PARTS) {
    const bytes = await weigh(part);
    t.diagnostic(`${String(bytes).padStart(6)} ${part}`);
    total += bytes;
  }
  t.diagnostic(`${String(total).padStart(6)} together`);
  assert.ok(total <= BUDGET, `it weighs ${total} bytes`);
});

it("loads nothing else but what the reader asks for", async (t) => {
  const others = (await readdir(FOLDER)).filter((name) => ![...PARTS, ...OF_THE_PAGE, ...PROGRAM_PARTS].includes(name));
  for (const name of others) t.diagnostic(`${String(await weigh(name)).padStart(6)} ${name}`);
  const kinds = new Set(others.map((name) => name.replace(/-\w+\.js$/, "")));
  const whenAsked = ["chunk", "controls", "explain", "export-menu", "later.css", "program-editor", "recording", "source-panel"];
  assert.deepEqual(kinds, new Set([...whenAsked, ...MODULES.map(scriptOf)]));
});

/** The script of a module that a program imports, without the letters that say which version it is. */
const scriptOf = (name) => name.split(".")[0];

/** The modules that are loaded for one of them. */
async function needed(name, found) {
  found.add(name);
  const source = await readFile(new URL(`../src/python/library/more/${name.replace(".", "_")}.py`, import.meta.url), "utf8");
  for (const other of imported(source)) if (!found.has(other)) await needed(other, found);
  return found;
}

const PROGRAM_BUDGET = 220_000;

it(`the figure of a program weighs at most ${PROGRAM_BUDGET} bytes after brotli, whichever module the program imports`, async (t) => {
  let total = 0;
  const script = await readFile(new URL("program.js", FOLDER), "utf8");
  const chunks = Array.from(script.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g), ([, name]) => name);
  for (const part of ["waiting-room.js", ...PROGRAM_PARTS, ...chunks]) {
    const bytes = await weigh(part);
    t.diagnostic(`${String(bytes).padStart(6)} ${part}`);
    total += bytes;
  }
  t.diagnostic(`${String(total).padStart(6)} together`);
  const files = await readdir(FOLDER);
  const weighModule = (name) => weigh(files.find((file) => file.startsWith(`${scriptOf(name)}-`)));
  for (const name of MODULES) {
    const weights = await Promise.all([...(await needed(name, new Set()))].map(weighModule));
    const bytes = total + weights.reduce((one, other) => one + other);
    t.diagnostic(`${String(bytes).padStart(6)} with ${name}`);
    assert.ok(bytes <= PROGRAM_BUDGET, `with ${name} it weighs ${bytes} bytes`);
  }
});

for (const [name, budget] of [["waiting-room.js", 92_000], ["waiting-room.html", 120_000], ["embed.html", 120_000]]) {
  it(`${name} weighs at most ${budget} bytes after brotli`, async (t) => {
    const bytes = await weigh(`../${name}`);
    t.diagnostic(`${String(bytes).padStart(6)} ${name}`);
    assert.ok(bytes <= budget, `it weighs ${bytes} bytes`);
  });
}

it("names no folder of the machine that built it", async () => {
  for (const name of ["waiting_room_bg.wasm", "waiting-room.js", "../waiting-room.js", "../waiting-room.html", "../npm/external.js"]) {
    const text = await readFile(new URL(name, FOLDER), "latin1");
    for (const folder of [homedir(), fileURLToPath(new URL("..", import.meta.url))]) assert.ok(!text.includes(folder), `${name}: ${folder}`);
  }
});
