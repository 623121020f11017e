// The pages in examples/: each of their figures runs to its end.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

describe(`the examples in ${name}`, () => {
  const browser = useBrowser();

  for (const page of readdirSync("examples").filter((name) => name.endsWith(".html"))) {
    it(`${page} runs to its end`, async () => {
      const html = await readFile(`examples/${page}`, "utf8");
      browser.pages.set("/dist/embed.html", { policy: "" });
      // Beside its own, the page has the script that watches for trouble.
      browser.pages.set(`/examples/${page}`, { html: html.replace(/^[^]*<head>/, ""), policy: "" });
      await browser.page(`examples/${page}`);
      const finished = await browser.ask(async () => {
        const frames = [...document.querySelectorAll("iframe")];
        for (const { contentDocument, contentWindow } of frames) {
          while (!contentDocument.querySelector("waiting-room")) await frame();
          await contentWindow.customElements.whenDefined("waiting-room");
        }
        const documents = [document, ...frames.map((frame) => frame.contentDocument)];
        const figures = documents.flatMap((document) => [...document.querySelectorAll("waiting-room")]);
        if (document.querySelector("waiting-room")) await customElements.whenDefined("waiting-room");
        const names = [];
        for (const figure of figures) {
          figure.addEventListener("run-finish", ({ type }) => names.push(type));
          figure.speed = 1000;
          const { users, strategies } = await figure.run();
          if (strategies.some(({ arrived }) => arrived !== users)) names.push("not everyone's code arrived");
        }
        return [names, figures.length];
      });
      assert.ok(finished[1] > 0);
      assert.deepEqual(finished[0], Array(finished[1]).fill("run-finish"));
    });
  }
});
