// What the README and the docs tell people to write runs. (tests/package runs their commands.)
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/** The code of a language in a document. */
export const blocks = (path, language) =>
  [...readFileSync(path, "utf8").matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(([, code]) => code);

/** Where the files that the snippets name lie here. */
const here = (code, origin) => code
  .replaceAll('src="waiting-room.js"', 'src="/dist/waiting-room.js"')
  .replaceAll('src="run-still.svg"', 'src="/www/posters/all-at-once.svg"')
  .replaceAll("https://example.org/waiting-room/", `${origin}/dist/`)
  .replaceAll("https://example.org", origin);

describe(`the snippets in ${name}`, () => {
  const browser = useBrowser();

  for (const path of ["README.md", "docs/embedding.md"]) {
    for (const [index, code] of blocks(path, "html").entries()) {
      it(`number ${index + 1} of ${path} runs`, async () => {
        await browser.page("blank.html");
        const { origin } = new URL(await browser.driver.getCurrentUrl());
        browser.pages.set("/dist/embed.html", { policy: "" });
        const script = code.includes("<script") ? "" : '<script type="module" src="/dist/waiting-room.js"></script>';
        const scripts = path === "README.md" ? `<script type="module">${blocks(path, "js").join("\n")}</script>` : "";
        await browser.host(`<body>${script}${here(code, origin)}${scripts}`);
        const { arrived, said } = await browser.ask(async () => {
          const frameElement = document.querySelector("iframe");
          const figure = () => (frameElement ? frameElement.contentDocument : document).querySelector("waiting-room");
          while (!figure()?.shadowRoot) await frame();
          const said = [];
          console.log = (text) => said.push(text);
          figure().speed = 1000;
          return { arrived: (await figure().run()).strategies[0].arrived, said };
        });
        // Six users; or a program with three tasks.
        const isProgram = code.includes("<waiting-room program");
        assert.equal(arrived, isProgram ? 3 : 6);
        if (scripts) assert.match(said.join(), isProgram ? /^program took [\d.]+ s$/ : /^all-at-once took [\d.]+ s$/);
      });
    }
  }

  it("the style that reserves a height does", async () => {
    const [css] = blocks("docs/embedding.md", "css");
    await browser.host(`<style>body { width: 760px; margin: 0 } ${css}</style><body>`);
    const [before, after] = await browser.ask(async () => {
      const figure = await add({});
      figure.remove();
      const unknown = document.createElement("waiting-room");
      document.body.append(unknown);
      const before = unknown.offsetHeight;
      await built(unknown);
      await frame();
      await frame();
      return [before, unknown.offsetHeight];
    });
    // Lines of text are not equally high everywhere.
    assert.ok(before === 508 && Math.abs(after - before) <= 4, `${before} and ${after} px`);
  });
});
