// Printed pages. WebKit's driver cannot print.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/** The words of a PDF, each with its place in points, and the size of its page. */
function wordsOf(pdf) {
  const folder = mkdtempSync(join(tmpdir(), "print-"));
  try {
    writeFileSync(join(folder, "page.pdf"), pdf, "base64");
    execFileSync("pdftotext", ["-bbox", "page.pdf", "page.html"], { cwd: folder });
    const pages = readFileSync(join(folder, "page.html"), "utf8").split("<page ").slice(1);
    return pages.flatMap((page, index) => {
      const [width] = /width="([\d.]+)"/.exec(page).slice(1).map(Number);
      return [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</g)].map(
        ([, xMin, , xMax, , text]) => ({ text, page: index, left: Number(xMin), right: Number(xMax), width }),
      );
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe(`on paper, from ${name}`, { skip: name === "webkit" && "its driver cannot print" }, () => {
  const browser = useBrowser();

  for (const [situation, style, paper] of [
    ["a page as wide as the window", "body { margin: 8px }", {}], ["a column", "body { max-width: 40em; margin: auto }", {}],
    ["small paper", "", { width: 14.8, height: 21 }], ["two columns", "body { columns: 2 }", {}], ["landscape", "", { orientation: "landscape" }],
    ["a page without backgrounds", "", { background: false }], ["a dark page", ":root { color-scheme: dark }", {}],
  ]) {
    for (const attributes of [{ waits: "6 8 7 8 13 6" }, { users: 100 }]) {
      it(`fits ${attributes.users ?? 6} users on the paper of ${situation}`, async () => {
        await browser.driver.manage().window().setRect({ width: 1400, height: 900 });
        await browser.host(`<style>${style}</style><body>`);
        const expected = await browser.ask(async (attributes) => {
          const figure = await put({ ...attributes, seed: 7, speed: 1000 });
          await figure.run();
          await frame();
          return { codes: texts(figure, ".present .code").join(" ").split(/\s/), width: figure.offsetWidth };
        }, attributes);
        const words = wordsOf(await browser.driver.printPage(paper));
        const outside = words.filter(({ left, right, width }) => left < 0 || right > width);
        assert.deepEqual(outside, []);
        const printed = words.map(({ text }) => text).join(" ");
        // Firefox prints the text of drawings that are made smaller as outlines.
        if (name !== "firefox") for (const word of ["thread", ...(attributes.users ? [] : expected.codes)]) assert.ok(printed.includes(word), `${word} in ${printed}`);
        assert.match(printed, /One after another/);
        assert.doesNotMatch(printed, /Send again|Replay/);
        const after = await browser.ask(async () => {
          const [figure] = document.querySelectorAll("waiting-room");
          await frame();
          await frame();
          return { codes: texts(figure, ".present .code").join(" ").split(/\s/), width: figure.offsetWidth };
        });
        assert.deepEqual(after, expected, "the page looks as before");
      });
    }
  }
});
