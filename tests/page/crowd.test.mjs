// More users than lanes: up to a million, in one page that stays alive.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { name, useBrowser } from "./browser.mjs";

/* global figure -- kept in the page from one step of a test to the next */

const MILLION = { users: 1_000_000, "min-wait": 2, "max-wait": 3, step: 0.001, panels: "timeline" };

describe(`a crowd in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);

  it("keeps the guess about a crowd on the axis", async () => {
    await browser.page("blank.html");
    const [mark, axis] = await ask(async () => {
      const figure = await put({ users: "100", speed: "1000", guess: "" });
      while (!texts(figure, ".tick").length) await frame();
      press(figure, "End");
      const [step, end] = [1, -1].map((index) => Number(texts(figure, ".tick").at(index)));
      await figure.run();
      await frame();
      return [Number(/^you: (\d+)\s/.exec(texts(figure, ".guess-name")[0])[1]), [end, end + step]];
    });
    assert.ok(mark >= axis[0] && mark < axis[1], `${mark} s on an axis that ends between ${axis} s`);
  });

  it("fills the cell of each user whose code is in", async () => {
    await browser.page("blank.html");
    const { seen, arrived, after } = await ask(async () => {
      const figure = await put({ users: 100, "min-wait": 0, "max-wait": 2, step: 0.01, seed: 4 });
      const arrived = [];
      figure.addEventListener("code-arrive", ({ detail }) => arrived.push(detail.user));
      const run = figure.run();
      let seen = [];
      while (seen.filter(Boolean).length < 20) {
        await frame();
        seen = shownCells(figure);
      }
      const told = [...arrived];
      await run;
      return { seen, arrived: told, after: shownCells(figure) };
    });
    const filled = seen.flatMap((cell, user) => (cell ? [user + 1] : []));
    // Since they were drawn some more may have arrived, but none that is drawn has not.
    assert.ok(filled.length < 100 && filled.every((user) => arrived.includes(user)), `${filled} of ${arrived}`);
    assert.equal(after.filter(Boolean).length, 100);
  });

  it("is empty again when the next run begins", async () => {
    await browser.page("blank.html");
    const seen = await ask(async () => {
      const figure = await put({ users: 100, "min-wait": 1, "max-wait": 2, step: 0.01 });
      await figure.run();
      const before = shownCells(figure);
      figure.run();
      await heard(figure, "run-start");
      await frame();
      const after = shownCells(figure);
      figure.stop();
      return [before, after].map((cells) => cells.filter(Boolean).length);
    });
    assert.deepEqual(seen, [100, 0]);
  });

  it("tells about the user under the pointer, and by the keyboard about any", async () => {
    await browser.page("blank.html");
    await ask(async () => { window.figure = await put({ users: 100, "min-wait": 1, "max-wait": 3, seed: 4, speed: 100 }); await figure.run(); });
    const about = () => ask(async () => { await frame(); return part(figure, "about").textContent; });
    assert.match(await about(), /^One cell, one user/);
    const canvas = await browser.driver.executeScript("return part(figure, 'canvas')");
    const { width, height } = await canvas.getRect();
    await browser.driver.actions().move({ origin: canvas, x: Math.round(5 - width / 2), y: Math.round(5 - height / 2) }).perform();
    assert.match(await about(), /^\d+\.\d{3}\u00a0s · user 1 woke(, ran .*)?, done: \d{3}\u202f\d{3}$/);
    await ask(async () => { part(figure, "canvas").focus(); });
    await browser.driver.actions().sendKeys(Key.END, Key.ARROW_LEFT).perform();
    assert.match(await about(), / · user 99 woke/);
    const [now, text] = await ask(async () => { return ["aria-valuenow", "aria-valuetext"].map((name) => part(figure, "canvas").getAttribute(name)); });
    assert.deepEqual([now, text], ["99", await about()]);
    assert.equal(await ask(async () => { return part(figure, "marker").hidden || part(figure, "marker").hasAttribute("hidden"); }), false);
  });

  it("shows by the colour of a cell when its code arrived, also when it becomes narrower, dark, or shows an earlier time", async () => {
    await browser.page("blank.html");
    const [before, narrow, dark, earlier] = await ask(async () => {
      const figure = await put({ users: 100, "min-wait": 10, "max-wait": 600, step: 0.1, seed: 4, speed: 500 });
      figure.style.cssText = "color-scheme: light; width: 600px";
      const order = [];
      figure.addEventListener("code-arrive", ({ detail }) => order.push(detail.user - 1));
      await figure.run();
      const colours = async () => {
        for (let frames = 0; frames < 3; frames++) await frame();
        const canvas = part(figure, "canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return order.map((cell) => [...data.slice(4 * cell, 4 * cell + 4)]);
      };
      const seen = [await colours()];
      figure.style.width = "400px";
      seen.push(await colours());
      figure.style.colorScheme = "dark";
      figure.style.width = "500px";
      seen.push(await colours());
      figure.style.colorScheme = "light";
      figure.moment = 300;
      seen.push(await colours());
      return seen;
    });
    assert.equal(before.length, 100);
    for (const colours of [before, dark]) {
      const reds = colours.map(([red]) => red);
      assert.ok(reds[0] - reds[99] > 50 && reds.every((red, index) => index === 0 || red <= reds[index - 1]), String(reds));
    }
    assert.deepEqual(narrow, before);
    assert.notDeepEqual(dark, before);
    const arrived = earlier.filter(([, , , alpha]) => alpha === 255);
    assert.ok(arrived.length > 20 && arrived.length < 80, String(arrived.length));
    assert.deepEqual(arrived, before.slice(0, arrived.length), "who had arrived by then");
  });

  for (const reader of ["", "you"]) it(`gives the memory of stopped runs back ${reader && "if the reader is one of them"}`, async () => {
    await browser.page("blank.html");
    const sizes = await ask(async (you) => {
      const { default: load } = await import("/pkg/waiting_room.js");
      const { memory } = await load();
      const figure = await put({ users: 200_000, "min-wait": 30, "max-wait": 60, step: 0.001, panels: "timeline" });
      figure.you = you;
      const sizes = [];
      while (sizes.length < 6) {
        const run = figure.run();
        while (!part(figure, "status").textContent.startsWith("All")) await frame();
        figure.stop();
        await run;
        for (let frames = 0; frames < 30; frames++) await frame();
        sizes.push(memory.buffer.byteLength);
      }
      return sizes;
    }, reader);
    assert.ok(sizes.at(-1) <= sizes[1] * 1.05, `${sizes} bytes`);
  });

  it("shows the same cells at a time, whether it goes there forwards or backwards", async () => {
    await browser.page("blank.html");
    const { forwards, backwards } = await ask(async () => {
      const figure = await put({ users: 100, "min-wait": 1, "max-wait": 9, step: 0.1, seed: 4, speed: 100 });
      await figure.run();
      const look = async (share) => {
        figure.moment = (share / 1000) * figure.report.strategies[0].measuredSeconds;
        await frame();
        return shownCells(figure).join("");
      };
      const [forwards, backwards] = [[], []];
      for (const share of [0, 200, 400, 600, 800, 1000]) forwards.push(await look(share));
      for (const share of [1000, 800, 600, 400, 200, 0]) backwards.unshift(await look(share));
      return { forwards, backwards };
    });
    assert.deepEqual(forwards, backwards);
    assert.deepEqual([forwards[0], forwards.at(-1)], ["0".repeat(100), "1".repeat(100)]);
    assert.ok(new Set(forwards).size > 2);
  });

  it("says in words what it draws", async () => {
    await browser.page("blank.html");
    const label = await ask(async () => {
      const figure = await put({ users: 100, "min-wait": 1, "max-wait": 3, seed: 4, speed: 100 });
      await figure.run();
      return part(figure, "present").getAttribute("aria-label");
    });
    assert.match(label, /^Timeline\. All 100 codes are in\. All at once: half of the codes were in after [\d.]+\u00a0s\.$/);
  });

  it("runs a million users in a page that goes on drawing frames", async (t) => {
    await browser.page("blank.html");
    const { report, frames, gap } = await ask(async (attributes) => {
      const figure = await put(attributes);
      const frames = { starting: 0, arriving: 0 };
      let [gap, last, runs] = [0, performance.now(), true];
      const watch = (now) => {
        gap = Math.max(gap, now - last);
        last = now;
        const status = part(figure, "status").textContent;
        if (status.includes(" in")) frames.arriving++;
        else if (!status.startsWith("All")) frames.starting++;
        if (runs) requestAnimationFrame(watch);
      };
      await frame();
      last = performance.now();
      requestAnimationFrame(watch);
      const report = await figure.run();
      runs = false;
      return { report, frames, gap };
    }, MILLION);
    const [{ arrived, latenessMs, startingMs }] = report.strategies;
    t.diagnostic(`last ${latenessMs} ms late, started in ${startingMs} ms, longest time between two frames ${gap} ms`);
    assert.deepEqual([arrived, report.waits], [1_000_000, null]);
    // One long task would leave no frame; slices leave one after each few.
    assert.ok(frames.starting >= 4 && frames.arriving >= 10, JSON.stringify(frames));
  });

  for (const when of ["while it starts", "while all wait", "while codes arrive"]) {
    it(`stops a million users ${when}, at once`, async (t) => {
      await browser.page("blank.html");
      const { frames, gap, report } = await ask(async (attributes, when) => {
        const figure = await put(attributes);
        const run = figure.run();
        if (when === "while it starts") await heard(figure, "run-start");
        if (when === "while it starts") await frame();
        if (when === "while all wait") while (!part(figure, "status").textContent.startsWith("All")) await frame();
        if (when === "while codes arrive") await heard(figure, "code-arrive");
        let frames = 0, isOver = false;
        figure.stop();
        run.then(() => (isOver = true));
        while (await Promise.resolve(), !isOver) frames += (await frame(), 1);
        const report = await run;
        // The tasks are freed in slices, between which the page is drawn.
        let [gap, last] = [0, performance.now()];
        for (let frames = 0; frames < 60; frames++) {
          await frame();
          gap = Math.max(gap, performance.now() - last);
          last = performance.now();
        }
        return { frames, gap, report };
        // On a busy machine it takes seconds until all have begun to wait.
      }, when === "while codes arrive" ? MILLION : { ...MILLION, "min-wait": 50, "max-wait": 52 }, when);
      t.diagnostic(`longest time between two frames afterwards ${gap} ms`);
      const [{ arrived }] = report.strategies;
      assert.ok(when === "while codes arrive" ? arrived > 0 && arrived < 1_000_000 : arrived === 0, `${arrived} arrived`);
      assert.ok(frames <= 1, `answered after ${frames} frames`);
    });
  }
});
