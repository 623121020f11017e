// The modules that are loaded only for programs that import them.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { it } from "node:test";
import { imported, MODULES } from "../../www/library.js";

it("are those of the folder", () => {
  const files = readdirSync("src/python/library/more").map((name) => name.replace(".py", "").replace("_", "."));
  assert.deepEqual(MODULES, files.sort());
});

it("are those that the interpreter does not contain", () => {
  const table = /const MORE: [^]*?^\];/m.exec(readFileSync("src/python/library.rs", "utf8"))[0];
  assert.deepEqual(Array.from(table.matchAll(/\("([\w.]+)",/g), ([, name]) => name), MODULES);
});

for (const [program, names] of [
  ["import json", ["json"]],
  ["import asyncio, json as j", ["json"]],
  ["  from dataclasses import dataclass", ["dataclasses"]],
  ["if True: import enum", ["enum"]],
  ["from concurrent import futures", ["concurrent.futures"]],
  ["import concurrent.futures", ["concurrent.futures"]],
  ["import \\\n  logging", ["logging"]],
  ["from collections.abc import Awaitable", ["abc", "collections.abc"]],
  ["x = 1; import io", ["io"]],
  ["from concurrent import (\n    futures,\n)", ["concurrent.futures"]],
  ["import \\\r\n json\r\nimport enum", ["enum", "json"]],
  ["import asyncio, random, time", []],
  ["from collections import deque", []],
  ["json = 1\nenum = 2", []],
  ["import asyncio\ntyping = 'json'", []],
]) {
  it(`are ${names.join(" and ") || "none"} for ${JSON.stringify(program)}`, () => assert.deepEqual(imported(program), names));
}
