// The page that shows programs to learn from.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/** The programs that are meant to fail. */
const FAILING = ["lost_task", "forgotten_await"];

describe(`the programs in ${name}`, () => {
  const browser = useBrowser();

  it("run to their ends", async () => {
    await browser.page("programs.html");
    const reports = await browser.ask(async () => {
      await load();
      const figures = [...document.querySelectorAll("waiting-room")];
      const reports = [];
      for (const figure of figures) {
        figure.speed = 20;
        figure.scrollIntoView();
        await built(figure);
        const { output, error } = await figure.run();
        const title = figure.closest("figure").previousElementSibling.previousElementSibling.id;
        reports.push([title, output.length > 0, error]);
      }
      return reports;
    });
    assert.equal(reports.length, 15);
    for (const [title, hasPrinted, error] of reports) {
      assert.ok(hasPrinted || title === "timeout", title);
      assert.equal(error !== null, FAILING.includes(title), `${title}: ${error}`);
    }
  });

  it("can be read without a script, and is no wider than a phone", async () => {
    await browser.page("programs.html");
    const [programs, overflow] = await browser.ask(async () => {
      const programs = [...document.querySelectorAll("waiting-room > pre")].map((node) => node.textContent);
      await settled();
      return [programs, document.documentElement.scrollWidth - document.documentElement.clientWidth];
    });
    assert.ok(programs.every((text) => text.includes("asyncio")));
    assert.equal(overflow, 0);
  });
});
