// Every way of waiting, as it is seen on the page: what it takes, and what becomes of whom.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

const NOTEBOOK = "6 8 7 8 13 6";

/** What must be seen at the end for each: how many codes came, and how the others' futures ended. */
const ENDS = {
  "one-by-one": [6, []],
  "all-at-once": [6, []],
  "at-most": [6, []],
  first: [1, ["cancelled"]],
  deadline: [5, ["cancelled"]],
  "fail-fast": [null, ["cancelled", "wrong code"]],
  blocking: [6, []],
  "never-awaited": [0, ["never ran"]],
};

describe(`the strategies in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  for (const [strategy, [expected, others]] of Object.entries(ENDS)) {
    it(`${strategy} serves whom it should, and never ends early`, async () => {
      const { report, states } = await ask(async (waits, strategies) => {
        const figure = await put({ waits: waits, strategies: strategies, speed: "10", seed: "1" });
        const report = await figure.run();
        await frame();
        return { report, states: laneStates(figure) };
      }, NOTEBOOK, strategy);
      const [{ predictedSeconds, measuredSeconds, arrived }] = report.strategies;
      assert.ok(measuredSeconds >= predictedSeconds, `${measuredSeconds} s instead of ${predictedSeconds} s`);
      assert.equal(arrived, expected ?? arrived);
      assert.equal(states.filter((state) => state === "arrived").length, arrived);
      assert.deepEqual([...new Set(states.filter((state) => state !== "arrived"))].sort(), others);
      assert.ok(states.length === 6 && !states.includes("waiting"), "each lane tells what came of it");
    });
  }

  it("sets no timer for the whole of a long wait: Firefox would fire it late by an eighth", async () => {
    const delays = await ask(async () => {
      const [set, delays] = [window.setTimeout, []];
      window.setTimeout = (callback, delay) => (delays.push(delay), set(callback, delay));
      const figure = await put({ waits: "6 8 7", strategies: "one-by-one", speed: "10" });
      await figure.run();
      return delays;
    });
    const long = delays.filter((delay) => delay > 300); // waits of 600, 800 and 700 ms, to the next millisecond
    assert.equal(long.length, 3, `${delays}`);
    long.forEach((delay, index) => assert.ok(delay <= ([600, 800, 700][index] * 7) / 8 + 1, `${delays}`));
    assert.ok(delays.length >= 6, "each wait takes a second timer for the rest");
  });

  it("runs all of them at the same moment", async () => {
    const { report, lanes, titles } = await ask(async (strategies) => {
      const figure = await put({ waits: "0.6 0.8 0.7", strategies: strategies, speed: "2" });
      const report = await figure.run();
      return { report, lanes: laneStates(figure).length, titles: texts(figure, ".present .title") };
    }, Object.keys(ENDS).join(" "));
    assert.deepEqual(report.strategies.map(({ name }) => name), Object.keys(ENDS));
    assert.equal(lanes, 3 * 8);
    assert.equal(titles.length, 8);
  });

  it("shows that a blocked thread makes everybody late, and lets the page recover", async () => {
    const seen = await ask(async () => {
      const figure = await put({ waits: "3 4 2", strategies: "blocking all-at-once", speed: "10" });
      const before = part(figure, "comparison").textContent;
      const report = await figure.run();
      await frame();
      const blocked = part(figure, "blocked").getBoundingClientRect().width;
      const count = (name) => figure.shadowRoot.querySelectorAll(`.drawing .${name}`).length;
      const shown = { red: count("blocking"), ready: count("ready"), due: count("due"), late: texts(figure, ".present .late") };
      return { before, report, blocked, shown, after: part(figure, "comparison").textContent };
    });
    assert.match(seen.before, /this page will freeze for 0.9/);
    assert.match(seen.after, /this page froze for /);
    assert.ok(seen.blocked > 50, `a busy thread of ${seen.blocked} px`);
    // Blocked were 9 s, in which 2, 3 and 4 s of the others were over.
    const { red, ready, due, late } = seen.shown;
    assert.deepEqual([red, due], [3, 5], "the three who block; all but the first of them should have ended earlier");
    assert.ok(ready >= 3 && late.length >= 5, `${ready} wait for the thread; late: ${late.join(" | ")}`);
    assert.ok(seen.report.strategies[1].latenessMs > 450, `${seen.report.strategies[1].latenessMs} ms late`);
  });

  it("blocks the page for three seconds at most", async () => {
    const { report, longest } = await ask(async () => {
      const figure = await put({ waits: "4 4 1", strategies: "blocking" });
      const start = performance.now();
      const run = figure.run();
      let [longest, last, isOver] = [0, start, false];
      run.finally(() => (isOver = true));
      while (!isOver) {
        await frame();
        [longest, last] = [Math.max(longest, performance.now() - last), performance.now()];
      }
      return { report: await run, longest };
    });
    // Without the bound, it would block for nine seconds.
    assert.ok(longest >= 2900 && longest < 9000, `blocked for ${longest} ms`);
    const [{ predictedSeconds, measuredSeconds }] = report.strategies;
    assert.equal(predictedSeconds, 7);
    assert.ok(measuredSeconds >= 7 && measuredSeconds < 9, `${measuredSeconds} s`);
  });
});
