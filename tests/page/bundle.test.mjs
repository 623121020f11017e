// What scripts/bundle makes for web servers.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

describe(`the bundle in ${name}`, () => {
  const browser = useBrowser();

  it("shows the page, runs a figure, and links to itself", async () => {
    await browser.page("dist/index.html?waits=0.2+0.1&seed=7");
    const { users, link, here } = await browser.ask(async () => {
      const figure = document.querySelector("waiting-room");
      await built(figure);
      const { users } = await figure.run();
      await openMenu(figure);
      return { users, link: part(figure, "link").href, here: location.href };
    });
    assert.equal(users, 2);
    assert.equal(new URL(link).pathname, new URL(here).pathname);
  });
});
