// The life of an element: put into a document, moved, removed, loaded late or not at all.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/* global figure -- kept in the page from one step of a test to the next */

describe(`the life of a figure in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  it("works again when it is put back", async () => {
    const arrived = await ask(async () => {
      const figure = await put({ waits: "0.1 60" });
      const run = figure.run();
      await heard(figure, "code-arrive");
      figure.remove();
      const stopped = await run;
      document.body.append(figure);
      figure.waits = [0.1, 0.2];
      return [stopped, await figure.run()].map((report) => report.strategies[0].arrived);
    });
    assert.deepEqual(arrived, [1, 2]);
  });

  it("says so when it is run outside a document", async () => {
    const messages = await ask(async () => {
      await import("/www/waiting-room.js");
      const removed = await put();
      removed.remove();
      const message = (figure) => figure.run().catch((error) => error.message);
      const justRemoved = await put();
      await built(justRemoved);
      justRemoved.remove();
      return [await message(justRemoved), await message(document.createElement("waiting-room")), await message(removed)];
    });
    assert.deepEqual(messages, Array(3).fill("waiting-room is not in a document: insert it first"));
  });

  it("stops with a report when it is removed just after it was started", async () => {
    const [arrived, names] = await ask(async () => {
      const figure = await put({ waits: "60" });
      const run = figure.run();
      figure.remove();
      const { strategies } = await run;
      return [strategies[0].arrived, figure.heard.map(({ name }) => name)];
    });
    assert.deepEqual([arrived, names], [0, ["run-start", "run-stop"]]);
  });

  it("is built once when it is removed and put back while it loads", async () => {
    const names = await ask(async () => {
      await import("/www/waiting-room.js");
      const figure = document.createElement("waiting-room");
      figure.heard = [];
      figure.addEventListener("run-error", ({ type }) => figure.heard.push(type));
      figure.users = 0;
      document.body.append(figure);
      figure.remove();
      await null;
      await null;
      document.body.append(figure);
      await built(figure);
      for (let frames = 0; frames < 5; frames++) await frame();
      return figure.heard;
    });
    assert.deepEqual(names, ["run-error"]);
  });

  for (const count of [2, 50]) {
    it(`runs beside ${count - 1} others`, async () => {
      const reports = await ask(async (count) => {
        const figures = await Promise.all(Array.from({ length: count }, () => put({ speed: "20" })));
        const reports = await Promise.all(figures.map((figure) => figure.run()));
        return reports.map(({ seed, strategies: [{ arrived }] }) => ({ seed, arrived }));
      }, count);
      assert.equal(new Set(reports.map(({ seed }) => seed)).size, count);
      assert.ok(reports.every(({ arrived }) => arrived === 6));
    });
  }

  it("runs by itself when it is first scrolled into view", async () => {
    const names = await ask(async () => {
      document.body.style.paddingTop = "300vh";
      const figure = await add({ autorun: "", speed: "1000" });
      for (let frames = 0; frames < 10; frames++) await frame();
      const before = figure.heard.length;
      const finish = heard(figure, "run-finish");
      figure.scrollIntoView();
      await built(figure);
      figure.scrollIntoView();
      await finish;
      const after = figure.heard.length;
      document.body.append(figure);
      for (let frames = 0; frames < 10; frames++) await frame();
      return [before, figure.heard[0].name, figure.heard.at(-1).name, figure.heard.length - after];
    });
    assert.deepEqual(names, [0, "run-start", "run-finish", 0]);
  });

  it("shows its children and says why when it cannot be loaded, and tries again", async () => {
    browser.missing.add("/www/waiting-room.css");
    const failed = await ask(async () => {
      const figure = await put();
      figure.append("Six users wait.");
      const [alert] = texts(figure, "[role=alert]");
      window.figure = figure;
      return { alert, slot: figure.shadowRoot.querySelector("slot") !== null, heard: figure.heard.map(({ detail }) => detail.message) };
    });
    browser.missing.clear();
    if (name === "chromium") assert.equal((await browser.troubles()).length, 1); // the browser's own word about the 404
    const expected = "waiting-room could not be loaded: /www/waiting-room.css answered 404";
    assert.deepEqual(failed, { alert: expected, slot: true, heard: [expected] });
    const arrived = await ask(async () => {
      figure.speed = 1000;
      figure.shadowRoot.querySelector("button").click();
      while (!part(figure, "figure")) await frame();
      const report = await figure.run();
      return report.strategies[0].arrived;
    });
    assert.equal(arrived, 6);
  });
});
