// The modules that are loaded only for programs that import them.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { it } from "node:test";
import { isNeeded, MODULES } from "../../www/library.js";

it("are those of the folder", () => {
  const files = readdirSync("src/python/library/more").map((name) => name.replace(".py", "").replace("_", "."));
  assert.deepEqual(MODULES, files.sort());
});

for (const program of [
  "import json", "import asyncio, json as j", "  from dataclasses import dataclass", "if True: import enum", "from concurrent import futures",
  "import concurrent.futures", "import \\\n  logging", "from collections.abc import Awaitable", "x = 1; import io",
]) {
  it(`are needed for ${JSON.stringify(program)}`, () => assert.ok(isNeeded(program)));
}

for (const program of ["import asyncio, random, time", "from collections import deque", "json = 1\nenum = 2", "import asyncio\ntyping = 'json'"]) {
  it(`are not needed for ${JSON.stringify(program)}`, () => assert.ok(!isNeeded(program)));
}
