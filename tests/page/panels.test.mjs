// The panels that show where in the code everybody stands, and what the thread does.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/* global figure -- kept in the page from one step of a test to the next */

const STRATEGIES = await readFile(new URL("../../src/strategy.rs", import.meta.url), "utf8");

describe(`the panels in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  /** Moves the pointer over the middle of a node. (WebKit's driver does not move it to a node that lies below another one.) */
  async function pointAt(selector, index) {
    const [x, y] = await ask((selector, index) => {
      const node = figure.shadowRoot.querySelectorAll(selector)[index];
      node.scrollIntoView({ block: "nearest" });
      const { left, top, width, height } = node.getBoundingClientRect();
      return [left + width / 2, top + height / 2].map(Math.round);
    }, selector, index);
    await browser.driver.actions().move({ x, y }).perform();
  }

  it("shows the code that runs, in three languages, and how many stand on each line", async () => {
    const { code, waiting, others, done } = await ask(async () => {
      const figure = await put({ waits: "6 8 60", panels: "source" });
      const lists = () => [...figure.shadowRoot.querySelectorAll(".code-lines")];
      while (!lists().length) await frame(); // the panel is loaded
      const run = figure.run();
      const standing = () => [...figure.shadowRoot.querySelectorAll(".code-line")]
        .map((line) => line.textContent).filter((text) => /^[✓0-9]/.test(text)).map((text) => text.replace(/\s+/g, " "));
      const code = [...lists()[0].querySelectorAll("code")].map((line) => line.textContent);
      await heard(figure, "run-start");
      while (!standing().some((line) => line.startsWith("3"))) await frame();
      const waiting = standing();
      const choose = async (name) => {
        const before = lists()[0];
        [...figure.shadowRoot.querySelectorAll(".choice")].find(({ textContent }) => textContent === name).click();
        while (lists()[0] === before) await frame();
        return standing();
      };
      const others = [await choose("Python"), await choose("JavaScript")];
      await choose("Rust");
      figure.stop();
      await run;
      figure.setAttribute("speed", "1000");
      figure.setAttribute("waits", "6 8 7");
      await figure.run();
      await frame();
      return { code, waiting, others, done: standing() };
    });
    assert.ok(STRATEGIES.includes(code.join("\n")), code.join("\n"));
    assert.deepEqual(waiting, ["1 tasks.join_all().await", "3 room.until_typed(user).await;"]);
    assert.deepEqual(others, [
      ["1 return await gather(*tasks)", "3 await sleep(user.wait)"],
      ["1 return await Promise.all(promises);", "3 await sleep(user.wait, signal);"],
    ]);
    assert.deepEqual(done, ["✓ 1 tasks.join_all().await", "✓ 3 code"]);
  });

  it("tells how little the thread had to do", async () => {
    const { sum, polls, queue } = await ask(async () => {
      const figure = await put({ waits: "0.6 0.8 0.7", panels: "loop" });
      const run = figure.run();
      await heard(figure, "run-start");
      await frame();
      await frame();
      await frame();
      const queue = part(figure, "queue").textContent;
      await run;
      await frame();
      return { sum: part(figure, "thread-summary").textContent, polls: texts(figure, ".poll"), queue };
    });
    const [, percent] = /([\d.]+)\s% of the time it was free/.exec(sum);
    assert.ok(Number(percent) > 50 && Number(percent) <= 100, sum);
    assert.match(queue, /The next to wake is user 1, in 0\.\d+\ss/u);
    assert.ok(polls.length > 0 && polls.every((poll) => /µs|ms/.test(poll)), polls.join(" | "));
  });

  it("draws what the thread did below what the users saw", async () => {
    const { ends, polls, bars } = await ask(async () => {
      const figure = await put({ waits: "6 8 7", speed: "10", panels: "timeline loop" });
      await figure.run();
      await frame();
      const polls = part(figure, "busy").getAttribute("d").match(/M[\d.]+/g).map((point) => Number(point.slice(1)));
      const ends = [...figure.shadowRoot.querySelectorAll(".drawing .ran")].map((poll) => Number(poll.getAttribute("x")));
      const bars = [...figure.shadowRoot.querySelectorAll(".poll .length")].map((bar) => bar.getBoundingClientRect().left);
      return { ends, polls, bars };
    });
    assert.equal(ends.length, 6, "each user is polled twice");
    for (const end of ends) assert.ok(polls.some((poll) => Math.abs(poll - end) < 3), `${end} is none of ${polls}`);
    assert.equal(new Set(bars).size, 1, `bars that can be compared begin together: ${bars}`);
  });

  it("marks the task that the reader points at in its lane and on the thread", async () => {
    await ask(async () => { window.figure = await put({ waits: "6 8 7", speed: "100" }); await figure.run(); await frame(); });
    const marks = () => ask(async () => { await frame(); return part(figure, "highlighted").getAttribute("d"); });
    assert.equal(await marks(), "");
    await pointAt(".drawing .suspended", 0);
    assert.match(await marks(), /^M/);
    for (let frames = 0; frames < 3; frames++) assert.match(await marks(), /^M/, "it stays marked as long as the pointer rests there");
  });

  it("is not moved by a finger that scrolls the page", async () => {
    const moments = await ask(async () => {
      const figure = await put({ waits: "6 8 7", speed: "1000" });
      await figure.run();
      const timeline = part(figure, "timeline");
      const { left, top } = timeline.getBoundingClientRect();
      const at = (type, x) => timeline.dispatchEvent(new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, clientX: left + x, clientY: top + 20 }));
      const end = figure.moment;
      at("pointerdown", 150);
      at("pointercancel", 150);
      const scrolled = figure.moment;
      at("pointerdown", 150);
      at("pointerup", 150);
      return [end, scrolled, figure.moment];
    });
    assert.equal(moments[1], moments[0]);
    assert.ok(moments[2] > 0 && moments[2] < moments[0], "but a tap moves it");
  });

  it("shows in which line the task is whose lane the reader points at, and which tasks are in a line", async () => {
    await ask(async () => {
      window.figure = await put({ waits: "6 10 10", speed: "20", panels: "timeline source" });
      await figure.run();
      figure.moment = 8;
      while (!figure.shadowRoot.querySelector('[data-position]')) await frame(); // the panel is loaded
    });
    const highlighted = () => ask(async () => {
      await frame();
      const lanes = [...figure.shadowRoot.querySelectorAll(".highlight")].map((lane) => Number(lane.getAttribute("height")) > 0);
      return [lanes, texts(figure, "[data-highlighted]")];
    });
    assert.deepEqual(await highlighted(), [[false, false, false], []]);
    await pointAt(".present .name", 1);
    const [lanes, [line]] = await highlighted();
    assert.deepEqual(lanes, [false, true, false]);
    assert.match(line, /await/);
    await pointAt("[data-position='02'] .text", 0);
    assert.deepEqual((await highlighted())[0], [false, true, true], "who still waits");
    await pointAt("[data-position='03'] .text", 0);
    assert.deepEqual((await highlighted())[0], [true, false, false], "who is done");
  });
});
