// The functions that the panel `source` shows: all of them, in all languages, and what they do when they really run.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { functions, marks, parts } from "../../www/listing.js";

const FILES = { Rust: ["strategy.rs", "room/code.rs"], Python: ["listing/strategies.py"], JavaScript: ["listing/strategies.js"] };
const read = (path) => readFile(new URL(`../../src/${path}`, import.meta.url), "utf8");
const NAMES = [
  "one_by_one", "all_at_once", "at_most", "first", "deadline", "fail_fast", "blocking", "never_awaited", "code_from", "right_code_from",
  "code_from_blocking",
];

for (const [language, paths] of Object.entries(FILES)) {
  describe(`the lesson in ${language}`, async () => {
    const texts = await Promise.all(paths.map(read));
    const known = new Map(texts.flatMap((text) => [...functions(text, language)]));

    it("has every function, whole", () => {
      assert.deepEqual([...known.keys()].toSorted(), NAMES.toSorted());
      for (const { lines } of known.values()) {
        assert.ok(lines.length > 2 && texts.some((text) => text.includes(`\n${lines.join("\n")}\n`)), lines.join("\n"));
      }
    });

    it("fits the panel", () => {
      for (const { lines } of known.values()) for (const line of lines) assert.ok(line.length <= 76, line);
    });

    it("waits on an await, and blocks where it blocks", () => {
      for (const [name, { lines, waiting, blocking, end }] of known) {
        const blocks = name === "code_from_blocking";
        assert.equal(/await|async with/.test(lines[waiting]), name !== "never_awaited" && !(blocks && language !== "Rust"), lines[waiting]);
        assert.equal(/block_for|time\.sleep|while \(performance/.test(lines[blocking]), blocks, lines[blocking]);
        assert.ok(end > 0 && !/^\s*}/.test(lines[end]));
      }
    });

    it("is highlighted without losing a character", () => {
      const kinds = new Map();
      for (const { lines } of known.values()) {
        for (const line of lines) {
          assert.equal(parts(line, language).map(([, text]) => text).join(""), line);
          for (const [kind, text] of parts(line, language)) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(text));
        }
      }
      assert.ok([...kinds.get("await")].every((text) => /^\.?await$/.test(text)));
      assert.ok(kinds.get("keyword").has("async") && kinds.get("keyword").has("for"));
      assert.equal(kinds.get("function-name").has(language === "JavaScript" ? "oneByOne" : "one_by_one"), true);
    });
  });
}

describe("the tasks on the lines", async () => {
  const rust = functions(await read("room/code.rs"), "Rust");

  it("counts a running task on the line that waits, unless another keeps the thread", () => {
    assert.deepEqual([...marks(rust.get("code_from"), [0, 1, 3, 2]).values()], ["4", "✓ 2"]);
    assert.deepEqual([...marks(rust.get("code_from_blocking"), [0, 1, 3, 2]).values()], ["1", "3", "✓ 2"]);
  });

  it("says nothing where nobody is", () => assert.equal(marks(rust.get("code_from"), [0, 0, 0, 0]).size, 0));
});
