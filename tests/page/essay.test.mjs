// The first page, as people who open it meet it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { name, useBrowser } from "./browser.mjs";

/* global first, finish -- kept in the page from one step of a test to the next */

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe(`the page in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);


  it("runs with one press of a button", async () => {
    await browser.page("");
    await ask(async () => {
      await settled();
      window.first = document.querySelector("waiting-room"); first.speed = 20; await frame();
      window.finish = heard(first, "run-finish");
    });
    await browser.driver.actions().sendKeys(Key.TAB, Key.ENTER).perform();
    const report = await ask(async () => { return (await finish).detail.report; });
    assert.deepEqual([report.users, report.strategies[0].arrived], [6, 6]);
    assert.ok(report.waits.every((wait) => Number.isInteger(wait) && wait >= 5 && wait <= 14), `${report.waits}`);
  });

  it("replays the notebook's own run, both ways", async () => {
    await browser.page("");
    const report = await ask(async () => { await settled(); return await document.querySelectorAll("waiting-room")[1].run(); });
    assert.deepEqual([report.totalWaitSeconds, report.longestWaitSeconds], [48, 13]);
    assert.deepEqual(report.strategies.map(({ name }) => name), ["all-at-once", "one-by-one"]);
  });

  it("takes the settings of its first figure from its address, and says what is wrong with them", async () => {
    await browser.page("?users=3&seed=5&unknown=1");
    const [users, seed] = await ask(async () => { await settled(); const [first] = document.querySelectorAll("waiting-room"); return [first.users, first.seed]; });
    assert.deepEqual([users, seed], [3, 5]);
    await browser.page("?users=%3Cscript%3E");
    const texts = await ask(async () => { await settled(); return [...document.querySelectorAll("waiting-room")].map((figure) => part(figure, "error").textContent); });
    assert.match(texts[0], /^users="<script>" does not work: it must be a whole number from 1 to/);
    assert.equal(texts[1], "");
  });

  it("shows the whole figure to whom a link to a run leads", async () => {
    await browser.page("?seed=1&moment=8#run");
    const { top, status } = await ask(async () => {
      await built(document.querySelector("waiting-room"));
      await frame();
      const figure = document.querySelector("waiting-room");
      return { top: figure.getBoundingClientRect().top, status: part(figure, "status").textContent };
    });
    assert.ok(top >= 0 && top < 50, `the figure begins at ${top} px`);
    assert.match(status, /; the figure will pause at 8\ss$/u);
  });

  it("asks nobody else for anything", async () => {
    await browser.page("");
    const hosts = await ask(async () => {
      await settled();
      return [...new Set(performance.getEntriesByType("resource").map(({ name }) => new URL(name).host)), location.host];
    });
    assert.equal(new Set(hosts).size, 1);
  });

  for (const [width, path] of [[320, ""], [360, ""], [390, ""], [412, "dist/index.html"], [760, ""], [1280, "dist/index.html"], [1280, ""]]) {
    it(`does not jump while it loads, ${width} pixels wide: ${path}`, { skip: name !== "chromium" && "only Chromium measures layout shifts" }, async () => {
      await browser.driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: width < 500 });
      await browser.page(path);
      const { shift, moved, blank } = await ask(async () => {
        const figure = document.querySelector("waiting-room");
        await built(figure);
        for (let frames = 0; frames < 20; frames++) await frame();
        const noted = [];
        const observer = new PerformanceObserver((list) => noted.push(...list.getEntries()));
        observer.observe({ type: "layout-shift", buffered: true });
        await frame();
        await frame();
        const entries = noted.concat(observer.takeRecords()).filter((entry) => !entry.hadRecentInput);
        const moved = entries.flatMap(({ sources, value }) => sources.map(({ node, previousRect, currentRect }) =>
          `${node?.localName}.${node?.className} ${value} ${JSON.stringify([previousRect, currentRect])}`));
        const blank = figure.getBoundingClientRect().bottom - part(figure, "figure").getBoundingClientRect().bottom - parseFloat(getComputedStyle(figure).paddingBottom);
        return { shift: entries.reduce((sum, { value }) => sum + value, 0), moved, blank };
      });
      await browser.driver.sendDevToolsCommand("Emulation.clearDeviceMetricsOverride");
      assert.ok(shift <= 0.01, `${shift}: ${moved.join("\n")}`);
      assert.ok(blank < 4, `${blank} px are reserved for nothing`);
    });
  }

  for (const width of [320, 1280]) {
    it(`fits ${width} pixels, with no text below 11`, async () => {
      await browser.page("?waits=6+8+7+8+13+6&speed=1000");
      const seen = await ask(async (width) => {
        // A narrow frame is as narrow as asked for on every engine, which a window is not.
        const frameElement = Object.assign(document.createElement("iframe"), { src: location.href });
        frameElement.style.cssText = "position: fixed; inset: 0 auto auto 0; border: 0; height: 800px; width: " + width + "px";
        const loaded = new Promise((resolve) => (frameElement.onload = resolve));
        document.body.append(frameElement);
        await loaded;
        const inner = frameElement.contentWindow;
        const figures = [...inner.document.querySelectorAll("waiting-room")];
        figures.at(-1).users = 1000; // a million would take its time
        for (const figure of figures) figure.speed = 1000;
        await inner.runAll(figures);
        const all = (selector) => figures.flatMap((figure) => [...figure.shadowRoot.querySelectorAll(selector)]);
        for (const details of all("details")) details.open = true;
        await frame();
        await frame();
        const texts = all("text, p, summary, li:not(.code-line), a, button, label, input, select"); // lines of code scroll
        const visible = texts.filter((node) => (node.textContent || node.matches("input")) && node.getClientRects().length);
        const cut = visible.filter((node) => {
          const { left, right } = node.getBoundingClientRect();
          const box = node.getRootNode().host.getBoundingClientRect();
          return left < box.left || right > box.right;
        });
        return { overflow: inner.document.documentElement.scrollWidth - width, cut: cut.map((node) => node.textContent || node.className),
          smallest: Math.min(...visible.map((node) => parseFloat(inner.getComputedStyle(node).fontSize))), count: visible.length };
      }, width);
      assert.ok(seen.overflow <= 0, `${seen.overflow} px too wide`);
      assert.deepEqual(seen.cut, []);
      assert.ok(seen.smallest >= 11 && seen.count > 50, `${seen.count} texts, the smallest ${seen.smallest} px`);
    });
  }

  for (const scheme of ["light", "dark"]) {
    it(`is accessible in the ${scheme}, before, while and after it runs`, async () => {
      await browser.page("?waits=6+8&speed=4");
      await browser.driver.executeScript(axe);
      const violations = await ask(async (scheme) => {
        await settled();
        document.documentElement.style.colorScheme = scheme;
        const figures = [...document.querySelectorAll("waiting-room")];
        figures[0].setAttribute("users", "0");
        await heard(figures[0], "run-error");
        const found = [];
        const check = async (when) => {
          const { violations } = await axe.run(document);
          found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => when + " " + id + ": " + html)));
        };
        await check("bad");
        figures[0].removeAttribute("users");
        await frame();
        await check("before");
        figures[1].speed = 40;
        const runs = runAll(figures);
        await heard(figures[0], "code-arrive");
        await check("while");
        await runs;
        for (const figure of figures) for (const details of figure.shadowRoot.querySelectorAll("details")) details.open = true;
        await check("after");
        for (const figure of figures) figure.moment = 0.1;
        await frame();
        await check("at an earlier moment");
        return found;
      }, scheme);
      assert.deepEqual(violations, []);
    });
  }
});
