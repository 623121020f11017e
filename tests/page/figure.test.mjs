// A figure: being run, stopped and changed, alone and in company.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { name, useBrowser } from "./browser.mjs";

/* global figure, interrupted, finish -- kept in the page from one step of a test to the next */

describe(`a figure in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  it("starts once when the button is clicked twice", async () => {
    await ask(async () => { window.figure = await put({ speed: "10" }); window.finish = heard(figure, "run-finish"); });
    const button = await browser.driver.executeScript("return figure.shadowRoot.querySelector('button')");
    await browser.driver.actions().doubleClick(button).perform();
    const names = await ask(async () => { await finish; return figure.heard.map(({ name }) => name); });
    assert.deepEqual(names, ["run-start", ...Array(6).fill("code-arrive"), "run-finish"]);
  });

  it("is run and stopped by keyboard", async () => {
    await ask(async () => { window.figure = await put({ waits: "60 60" }); window.stop = heard(figure, "run-stop"); });
    await browser.driver.executeScript("figure.shadowRoot.querySelector('button').focus()");
    await browser.driver.actions().sendKeys(Key.ENTER).perform();
    await ask(async () => { if (!figure.heard.length) await heard(figure, "run-start"); });
    await browser.driver.actions().sendKeys(Key.SPACE).perform();
    const names = await ask(async () => { await stop; return figure.heard.map(({ name }) => name); });
    assert.deepEqual(names, ["run-start", "run-stop"]);
  });

  it("keeps the focus on its button, and its log closed, when it runs again", async () => {
    await ask(async () => {window.figure = await put({ speed: "1000" }); await figure.run();
      await openLog(figure); await openLog(figure); part(figure, "tab").click(); part(figure, "button").focus(); window.finish = heard(figure, "run-finish");});
    await browser.driver.actions().sendKeys(Key.ENTER).perform();
    const kept = await ask(async () => {await finish; await frame();
      return [figure.shadowRoot.activeElement === part(figure, "button"), part(figure, "tab").ariaExpanded]});
    assert.deepEqual(kept, [true, "false"]);
  });

  it("fits a column of 200 pixels, in a page that reads from right to left", async () => {
    const outside = await ask(async () => {
      document.documentElement.dir = "rtl";
      document.body.style.width = "200px";
      const figure = await put({ waits: "6 8 7", speed: "1000", guess: "", panels: "timeline loop source transcript" });
      await figure.run();
      const outside = [];
      for (const tab of figure.shadowRoot.querySelectorAll(".tab")) outside.push(...(tab.click(), await frame(), look()));
      return outside;
      function look() {
      const [box, bars] = [figure, figure.shadowRoot.querySelector(".drawing .suspended")].map((node) => node.getBoundingClientRect());
      const names = [...figure.shadowRoot.querySelectorAll(".present .name")].map((name) => name.getBoundingClientRect().right);
      if (names.some((right) => right > bars.left)) return ["names lie on the bars"];
      const nodes = [...figure.shadowRoot.querySelectorAll("text, p, summary, li:not(.code-line), button, label, input, select")];
      const isOutside = (node) => [...node.getClientRects()].some(({ left, right }) => left < box.left || right > box.right);
      return nodes.filter((node) => node.textContent && isOutside(node)).map((node) => node.outerHTML);
      }
    });
    assert.deepEqual(outside, []);
  });

  it("can be stopped before it has begun", async () => {
    const seen = await ask(async () => {
      const figure = await put();
      const run = figure.run();
      figure.stop();
      const report = await run;
      return [report.strategies[0].arrived, figure.heard.map(({ name }) => name)];
    });
    assert.deepEqual(seen, [0, ["run-start", "run-stop"]]);
  });

  it("lets listeners do anything", async () => {
    const seen = await ask(async () => {
      const figure = await put({ waits: "60 60" });
      const press = () => part(figure, "button").click();
      figure.addEventListener("run-stop", press, { once: true });
      const first = figure.run();
      await heard(figure, "run-start");
      figure.waits = [0.05, 0.1];
      await first;
      figure.addEventListener("code-arrive", () => figure.stop(), { once: true });
      await heard(figure, "run-stop");
      figure.addEventListener("run-finish", () => figure.remove());
      const last = await figure.run();
      return [last.strategies[0].arrived, figure.heard.filter(({ name }) => name !== "code-arrive").map(({ name }) => name)];
    });
    assert.deepEqual(seen, [2, ["run-start", "run-stop", "run-start", "run-stop", "run-start", "run-finish"]]);
  });

  it("gives the same promise while it runs, even before it is loaded", async () => {
    const same = await ask(async () => {
      await import("/www/waiting-room.js");
      const figure = document.createElement("waiting-room");
      figure.speed = 20;
      document.body.append(figure);
      const early = figure.run();
      await heard(figure, "run-start");
      const later = figure.run();
      await later;
      const next = figure.run();
      return [early === figure.run(), early === later, next === figure.run(), (await next).users];
    });
    assert.deepEqual(same, [false, true, true, 6]);
  });

  it("can be run again from the event that ends a run", async () => {
    const runs = await ask(async () => {
      const figure = await put({ speed: "1000" });
      const again = new Promise((resolve) =>
        figure.addEventListener("run-finish", () => resolve(figure.run()), { once: true }));
      const first = await figure.run();
      const second = await again;
      return [first.seed !== second.seed, second.strategies[0].arrived];
    });
    assert.deepEqual(runs, [true, 6]);
  });

  /** Begins a run in which two users arrive soon and one later, does something, and waits for what then becomes of it. */
  const interrupt = async (act, last = 60) => {
    await ask(async (last) => {
      window.figure = await put({ waits: `0.1 0.1 ${last}` });
      window.interrupted = figure.run();
      while (laneStates(figure).filter((state) => state === "arrived").length < 2) await frame();
    }, last);
    await ask(act);
    return await ask(async () => {
      const result = await interrupted;
      await frame();
      const shown = figure.shadowRoot.textContent;
      for (let frames = 0; frames < 20; frames++) await frame();
      return {
        result, report: figure.report, names: figure.heard.map(({ name }) => name),
        isStill: figure.shadowRoot.textContent === shown, status: part(figure, "status")?.textContent,
        states: laneStates(figure),
      };
    });
  };
  const cut = ["run-start", "code-arrive", "code-arrive", "run-stop"];

  it("stops in mid-run and keeps what has arrived", async () => {
    const seen = await interrupt(async () => {
      figure.stop();
    });
    assert.deepEqual(seen.names, cut);
    assert.deepEqual(seen.result, seen.report);
    assert.equal(seen.report.strategies[0].arrived, 2);
    assert.ok(seen.report.strategies[0].measuredSeconds < 60 && seen.isStill);
    assert.equal(seen.status, "Stopped: 2 of 3 codes are in");
    assert.deepEqual(seen.states, ["arrived", "arrived", "cancelled"], "who still waited was dropped");
  });

  it("stops when settings change, and draws nothing of the old run", async () => {
    const seen = await interrupt(async () => {
      figure.users = 5;
      figure.removeAttribute("waits");
      await heard(figure, "run-stop");
    });
    assert.deepEqual(seen.names, cut);
    assert.deepEqual([seen.isStill, seen.result.users], [true, 3]);
    assert.equal(seen.status, "Five users, one thread");
  });

  it("goes on when an attribute is set to what it was", async () => {
    const seen = await interrupt(async () => {
      figure.waits = "0.1 0.1 3";
      await frame();
    }, 3);
    assert.deepEqual(seen.names, ["run-start", "code-arrive", "code-arrive", "code-arrive", "run-finish"]);
  });

  it("stops when it is removed", async () => {
    const seen = await interrupt(async () => {
      figure.remove();
    });
    assert.deepEqual(seen.names, cut);
    assert.equal(seen.result.strategies[0].arrived, 2);
  });

  it("goes on when it is moved", async () => {
    const seen = await interrupt(async () => {
      const place = document.createElement("section");
      document.body.append(place);
      place.append(figure);
    }, 3);
    assert.deepEqual(seen.names, ["run-start", "code-arrive", "code-arrive", "code-arrive", "run-finish"]);
    assert.equal(seen.status, "All three codes are in");
  });

  it("tells in words what the picture shows", async () => {
    const picture = await ask(async () => {
      const figure = await put({ waits: "6 8", speed: "1000" });
      await figure.run();
      return part(figure, "present").getAttribute("aria-label");
    });
    assert.equal(picture, "Timeline. Both codes are in.");
  });
});
