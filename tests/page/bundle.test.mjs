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

  it("goes on when a figure breaks, though it cannot say why", async () => {
    await browser.page("dist/index.html");
    const seen = await browser.ask(async () => {
      const [broken, other] = document.querySelectorAll("waiting-room");
      for (const figure of [broken, other]) await built(figure);
      other.speed = 1000;
      await frame();
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = () => null;
      broken.users = 100;
      const alert = () => broken.shadowRoot.querySelector("[role=alert]:not(.error)")?.textContent;
      while (!alert()) await frame();
      HTMLCanvasElement.prototype.getContext = getContext;
      const told = alert();
      const { arrived } = (await other.run()).strategies[0];
      broken.shadowRoot.querySelector("button").click();
      await built(broken);
      return { told, arrived, again: (await broken.run()).users, troubles: troubles.splice(0) };
    });
    await browser.troubles();
    assert.match(seen.told, /^this figure broke \(.*unreachable.*\)$/i);
    assert.deepEqual([seen.arrived, seen.again], [6, 100]);
  });
});
