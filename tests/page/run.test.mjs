// The main job: codes arrive when they are due, the page changes as they do, and the comparison is right.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

const golden = async (file) => JSON.parse(await readFile(new URL(`../golden/${file}.json`, import.meta.url)));
const WAITS = [0.6, 0.8, 0.7, 0.8, 1.3, 0.6];

describe(`a run in ${name}`, () => {
  const browser = useBrowser();

  it("draws six codes as they arrive, in order, none early", async (t) => {
    await browser.page("blank.html");
    const { arrivals, drawn, report, start } = await browser.ask(async (waits) => {
      const figure = await put({ waits });
      const seen = watchLanes(figure);
      const frameOf = {};
      figure.addEventListener("code-arrive", ({ detail: { user } }) => (frameOf[user] = seen.frame));
      const report = await figure.run();
      const [{ at: start }, ...rest] = figure.heard;
      await frame();
      const arrivals = rest.filter(({ name }) => name === "code-arrive").map(({ detail }) => detail);
      return { arrivals: arrivals.map((arrival) => ({ ...arrival, frame: frameOf[arrival.user] })), drawn: seen.lanes, report, start };
    }, WAITS.join(" "));
    assert.deepEqual(arrivals.map(({ user }) => user), [1, 6, 3, 2, 4, 5]);
    for (const { user, waitSeconds, atSeconds, frame } of arrivals) {
      assert.equal(waitSeconds, WAITS[user - 1]);
      const draw = drawn[user - 1];
      assert.ok(atSeconds >= waitSeconds && draw.at - start >= waitSeconds * 1000, `user ${user} is early: ${atSeconds} s`);
      assert.ok(draw.frame - frame <= 1, `user ${user} was drawn ${draw.frame - frame} frames after the arrival`);
    }
    const [{ measuredSeconds, predictedSeconds, arrived, polls }] = report.strategies;
    assert.deepEqual([report.totalWaitSeconds, report.longestWaitSeconds, report.users], [4.8, 1.3, 6]);
    assert.deepEqual(report.waits, WAITS);
    assert.deepEqual([predictedSeconds, arrived, polls], [1.3, 6, 14]);
    assert.ok(measuredSeconds >= 1.3 && measuredSeconds < 4.8, `all-at-once took ${measuredSeconds} s`);
    t.diagnostic(`all-at-once ${measuredSeconds} s`);
  });

  it("really runs both strategies, at the same moment", async (t) => {
    await browser.page("blank.html");
    const { report, heard } = await browser.ask(async (waits) => {
      const figure = await put({ waits, strategies: "one-by-one all-at-once" });
      const report = await figure.run();
      return { report, heard: figure.heard.map(({ name, detail }) => ({ name, ...detail })) };
    }, WAITS.join(" "));
    const order = (wanted) => heard.filter(({ strategy }) => strategy === wanted).map(({ user }) => user);
    assert.deepEqual(order("one-by-one"), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(order("all-at-once"), [1, 6, 3, 2, 4, 5]);
    const [one, all] = report.strategies;
    assert.deepEqual([one.name, one.predictedSeconds, all.name, all.predictedSeconds], ["one-by-one", 4.8, "all-at-once", 1.3]);
    assert.ok(one.measuredSeconds >= 4.8, `one-by-one took ${one.measuredSeconds} s`);
    assert.ok(all.measuredSeconds >= 1.3 && all.measuredSeconds < 4.8, `all-at-once took ${all.measuredSeconds} s`);
    assert.deepEqual(heard.map(({ name }) => name).filter((name) => name !== "code-arrive"), ["run-start", "run-finish"]);
    t.diagnostic(`one-by-one ${one.measuredSeconds} s, all-at-once ${all.measuredSeconds} s`);
  });

  it("changes the page while it runs, and compares at the end", async () => {
    await browser.page("blank.html");
    const seen = await browser.ask(async () => {
      const figure = await put({ waits: "6 8 7 8 13 6", speed: "20" });
      const look = () => ({ button: part(figure, "button").textContent, status: part(figure, "status").textContent,
        arrived: laneStates(figure).filter((state) => state === "arrived").length });
      const looks = [look()];
      const run = figure.run();
      await heard(figure, "code-arrive");
      await frame();
      looks.push(look());
      await run;
      looks.push(look());
      await openLog(figure);
      return { looks, times: texts(figure, ".time"), notes: texts(figure, ".note"), log: texts(figure, ".log .line") };
    });
    const [before, during, after] = seen.looks;
    assert.deepEqual([before.button, before.status, before.arrived], ["Send 6 codes", "Six users, one thread", 0]);
    assert.equal(during.button, "Stop");
    assert.ok(during.arrived > 0 && during.arrived < 6, JSON.stringify(during));
    assert.deepEqual(after, { button: "Send again", status: "All six codes are in", arrived: 6 });
    assert.match(seen.times[0], /^\d+\.\d\u00a0s$/);
    const took = parseFloat(seen.times[0]);
    assert.ok(took >= 13 && took < 48, `it took ${took} s`);
    assert.equal(seen.times[1], "48\u00a0s");
    assert.match(seen.notes[0], /^All at once: as long as the slowest user/);
    assert.match(seen.notes[1], /^One after another: all six waits added up, \d\.\d times as long$/);
    assert.match(seen.log[11], /^\d+\.\d{3}\u00a0s · user 5 woke(, ran .*)?, done: \d{3}\u202f\d{3}$/);
    assert.match(seen.log.at(-1), /^48\u00a0s of waiting took \d+\.\d{3}\u00a0s$/);
  });

  it("replays a seed exactly, as every other engine does", async () => {
    await browser.page("index.html?users=8&seed=42&speed=1000");
    const seen = await browser.ask(async () => {
      const figure = document.querySelector("waiting-room");
      await built(figure);
      const codes = [];
      figure.addEventListener("code-arrive", ({ detail }) => (codes[detail.user - 1] = detail.code));
      const { waits, seed } = await figure.run();
      return { waits, seed, codes };
    });
    assert.deepEqual(seen, { waits: await golden("waits"), seed: 42, codes: await golden("codes") });
  });

  it("links to exactly this run", async () => {
    await browser.page("index.html?users=5&speed=1000&strategies=one-by-one");
    const run = async () => {
      const figure = document.querySelector("waiting-room");
      await built(figure);
      const { seed, waits, strategies } = await figure.run();
      await openMenu(figure);
      return { seed, waits, names: strategies.map(({ name }) => name), link: part(figure, "link").href };
    };
    const { link, ...first } = await browser.ask(run);
    await browser.driver.get(link);
    const { link: again, ...second } = await browser.ask(run);
    assert.deepEqual([second, again], [first, link]);
  });

  it("draws other waits when it runs again, unless it has a seed", async () => {
    await browser.page("blank.html");
    const [seeds, fixed] = await browser.ask(async () => {
      const [free, bound] = [await put({ speed: "1000" }), await put({ speed: "1000", seed: "7" })];
      const seeds = async (figure) => [(await figure.run()).seed, (await figure.run()).seed];
      return [await seeds(free), await seeds(bound)];
    });
    assert.notEqual(seeds[0], seeds[1]);
    assert.deepEqual(fixed, [7, 7]);
  });

  it("tells of many users once a frame", async () => {
    await browser.page("blank.html");
    const heard = await browser.ask(async () => {
      const figure = await put({ users: "1001", speed: "50" });
      const report = await figure.run();
      const told = figure.heard.filter(({ name }) => name === "code-arrive").map(({ detail }) => detail);
      return { told, arrived: report.strategies[0].arrived };
    });
    assert.equal(heard.arrived, 1001);
    assert.ok(heard.told.length > 1 && heard.told.length < 500);
    assert.deepEqual(heard.told.at(-1), { strategy: "all-at-once", arrived: 1001, users: 1001 });
  });

});
