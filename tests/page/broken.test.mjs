// What a page or a bug of ours may break, and what goes on nevertheless.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/* global figure -- kept in the page from one step of a test to the next */

/** What is newer than the browsers that the README promises, or removed by zone.js. The element must not need it. */
const NEWER = [
  "Promise.withResolvers", "Promise.try", "Array.fromAsync", "Object.groupBy", "Map.groupBy", "Iterator", "Iterator.prototype.map",
  "Iterator.prototype.filter", "Iterator.prototype.toArray", "Iterator.prototype.find", "Set.prototype.difference",
  "Set.prototype.union", "Uint8Array.fromBase64", "RegExp.escape", "Error.isError", "Math.f16round", "Float16Array",
  "URL.parse", "AbortSignal.any", "ReadableStream.from", "Intl.DurationFormat", "WebAssembly.Suspending", "WebAssembly.JSTag",
  "scheduler", "requestIdleCallback", "navigation", "trustedTypes", "EditContext", "CloseWatcher", "document.startViewTransition",
  "Element.prototype.moveBefore", "Element.prototype.setHTMLUnsafe", "HTMLElement.prototype.togglePopover",
  "HTMLElement.prototype.showPopover", "ElementInternals.prototype.states", "Document.parseHTMLUnsafe",
];

describe(`what breaks in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  for (const global of NEWER) {
    it(`does not need ${global}`, async () => {
      const arrived = await ask(async (global) => {
        const path = global.split(".");
        const last = path.pop();
        const owner = path.reduce((object, name) => object?.[name], window);
        if (owner) {
          delete owner[last];
          if (last in owner) Object.defineProperty(owner, last, { value: undefined, configurable: true });
        }
        const figure = await put({ waits: "1 2", speed: "1000", panels: "timeline source loop transcript" });
        const report = await figure.run();
        await openMenu(figure);
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async () => {} }, configurable: true });
        part(figure, "take-away").querySelector("[data-action=link]").click();
        while (!part(figure, "take-away").querySelector(".outcome").textContent) await frame();
        return [report.strategies[0].arrived, part(figure, "take-away").querySelector(".outcome").textContent];
      }, global);
      assert.deepEqual(arrived, [2, "Copied."]);
    });
  }

  it("says that it broke when the module panics while it is built; its neighbours go on", async () => {
    const seen = await ask(async () => {
      const [done, running] = [await put({ waits: "1 2", speed: "1000" }), await put({ waits: "3 4", speed: "10" })];
      const before = (await done.run()).strategies[0].measuredSeconds;
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = () => null;
      const run = running.run();
      const broken = await put({ users: "100", speed: "1000" });
      const alert = () => broken.shadowRoot.querySelector("[role=alert]").textContent;
      while (!alert()) await frame();
      const told = alert();
      const rejected = await broken.run().then(() => "", ({ message }) => message);
      const goesOn = (await run).strategies[0].arrived;
      const kept = laneStates(done).length;
      HTMLCanvasElement.prototype.getContext = getContext;
      broken.shadowRoot.querySelector("button").click();
      while (!part(broken, "button")) await frame();
      const again = (await broken.run()).strategies[0].arrived;
      return { before, alert: told, rejected, goesOn, kept, again, told: troubles.splice(0) };
    });
    await browser.troubles(); // The browser reports the panic, as it should.
    assert.ok(seen.before >= 2);
    assert.match(seen.alert, /^this figure broke \(/);
    assert.match(seen.rejected, /^this figure broke \(/);
    assert.deepEqual([seen.goesOn, seen.kept, seen.again], [2, 2, 100]);
  });

  it("says that it broke when the module panics in the middle of a run, which is rejected", async () => {
    const seen = await ask(async () => {
      const neighbour = await put({ waits: "1 2", speed: "1000" });
      const broken = await put({ users: "100", "min-wait": "1", "max-wait": "60" });
      const run = broken.run();
      await heard(broken, "code-arrive");
      const { putImageData, fillRect } = CanvasRenderingContext2D.prototype;
      const fail = () => { throw new Error("no canvas"); };
      Object.assign(CanvasRenderingContext2D.prototype, { putImageData: fail, fillRect: fail });
      const rejected = await run.then(() => "", ({ message }) => message);
      Object.assign(CanvasRenderingContext2D.prototype, { putImageData, fillRect });
      const { name } = broken.heard.at(-1);
      return { rejected, name, goesOn: (await neighbour.run()).strategies[0].arrived, told: troubles.splice(0) };
    });
    await browser.troubles();
    assert.match(seen.rejected, /^this figure broke \(/);
    assert.deepEqual([seen.name, seen.goesOn], ["run-error", 2]);
  });

  it("says that it broke when a task throws; the others go on, with the same waits and codes", async () => {
    const seen = await ask(async () => {
      const done = await put({ users: "4", speed: "1000" });
      await done.run();
      await frame();
      const look = async () => {
        await openMenu(done);
        return [texts(done, ".present text"), part(done, "seed").textContent, part(done, "link").href];
      };
      const before = await look();
      const [broken, running] = [await put({ waits: "1" }), await put({ waits: "3", users: "9" })];
      const [rejecting, run] = [broken.run(), running.run()];
      // The button is renamed by the task that ends the run.
      const undo = throwOnText(part(broken, "button"), "again");
      const rejected = await rejecting.then(() => "", ({ message }) => message);
      undo();
      const goesOn = (await run).strategies[0].arrived;
      return { before, after: await look(), rejected, goesOn, told: troubles.splice(0) };
    });
    await browser.troubles();
    assert.deepEqual([seen.rejected, seen.goesOn], ["this figure broke (no text)", 1]);
    assert.deepEqual(seen.after, seen.before);
  });

  it("lets a run be stopped while the module recovers", async () => {
    const seen = await ask(async () => {
      const [broken, running] = [await put({ waits: "1" }), await put({ waits: "50" })];
      const run = running.run();
      await heard(running, "run-start");
      const { getAttribute } = Element.prototype;
      Element.prototype.getAttribute = () => { throw new Error("no attributes"); };
      broken.seed = 7;
      await Promise.resolve();
      await Promise.resolve();
      Element.prototype.getAttribute = getAttribute;
      running.stop();
      const report = await run;
      while (!broken.shadowRoot.querySelector("[role=alert]")) await frame();
      return { arrived: report.strategies[0].arrived, names: running.heard.map(({ name }) => name), told: troubles.splice(0) };
    });
    await browser.troubles();
    assert.equal(seen.arrived, 0);
    assert.equal(seen.names.at(-1), "run-stop");
  });

  it("says so when its menu cannot be loaded", async () => {
    browser.missing.add("/www/export-menu.js");
    const outcome = await ask(async () => {
      const figure = await put({ waits: "1" });
      part(figure, "take-away").open = true;
      while (!part(figure, "take-away").querySelector(".outcome").textContent) await frame();
      return part(figure, "take-away").querySelector(".outcome").textContent;
    });
    browser.missing.clear();
    await browser.troubles();
    assert.match(outcome, /^The menu could not be loaded: /);
  });

  it("keeps the focus on its button when a setting becomes bad and good again", async () => {
    const [whileBad, after] = await ask(async () => {
      const figure = await put({ waits: "1 2" });
      const isFocused = () => figure.shadowRoot.activeElement === part(figure, "button");
      part(figure, "button").focus();
      figure.waits = "x";
      await heard(figure, "run-error");
      await frame();
      const whileBad = isFocused();
      figure.waits = "3";
      await frame();
      return [whileBad, isFocused() && part(figure, "button").getAttribute("aria-disabled")];
    });
    assert.deepEqual([whileBad, after], [true, null]);
  });

  for (const edge of ["top", "bottom"]) {
    it(`runs by itself when it is short and lies at the ${edge} of the window`, async () => {
      const arrived = await ask(async (edge) => {
        const figure = await put({ waits: "1", speed: "1000" });
        figure.style.cssText = `position: fixed; ${edge}: 0; height: 5vh; overflow: hidden`;
        figure.autorun = true;
        return (await heard(figure, "run-finish")).detail.report.strategies[0].arrived;
      }, edge);
      assert.equal(arrived, 1);
    });
  }

  it("keeps the focus on its button when a setting changes", async () => {
    const focused = await ask(async () => {
      window.figure = await put({ waits: "1 2" });
      part(figure, "button").focus();
      figure.panels = "timeline loop";
      figure.users = 5;
      figure.removeAttribute("waits");
      await frame();
      await frame();
      return figure.shadowRoot.activeElement === part(figure, "button");
    });
    assert.ok(focused);
  });
});
