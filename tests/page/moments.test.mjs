// Going to and fro in a run: by slider, by buttons, by keyboard.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { name, useBrowser } from "./browser.mjs";

/* global figure, states, moment, slider, look -- kept in the page from one step of a test to the next */

describe(`moments of a run in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);

  /** A finished run, and what helps to look at its moments. */
  const finished = (attributes) => ask(async (attributes) => {
    window.figure = await put({ waits: "6 8 7 8 13 6", speed: "100", seed: "1", ...attributes });
    window.report = await figure.run();
    await frame();
    window.slider = part(figure, "playhead");
    window.states = () => laneStates(figure);
    window.moment = () => figure.moment;
    window.look = (share) => {
      figure.moment = (share / 1000) * figure.report.strategies[0].measuredSeconds;
      const picture = part(figure, "timeline").cloneNode(true);
      for (const unseen of picture.querySelectorAll("[hidden]")) unseen.remove();
      return { at: moment(), states: states(), picture: picture.innerHTML };
    };
  }, attributes);

  beforeEach(() => browser.page("blank.html"));

  it("shows the states that the recording implies, forwards and backwards", async () => {
    await finished({ speed: "10" });
    const { forwards, backwards, arrivals } = await ask(async () => {
      const shares = [0, 100, 250, 450, 500, 580, 700, 800, 950, 1000];
      const forwards = shares.map(look);
      const backwards = shares.toReversed().map(look).toReversed();
      return { forwards, backwards, arrivals: figure.heard.filter(({ name }) => name === "code-arrive").map(({ detail }) => detail) };
    });
    assert.equal(arrivals.length, 6);
    for (const { at, states } of forwards) {
      for (const { user, atSeconds } of arrivals) {
        if (Math.abs(atSeconds - at) < 0.01 || at < 0.5) continue;
        assert.equal(states[user - 1], atSeconds <= at ? "arrived" : "waiting", `user ${user} at ${at}`);
      }
    }
    const counts = forwards.map(({ states }) => states.filter((state) => state === "arrived").length);
    assert.deepEqual(counts, counts.toSorted((a, b) => a - b));
    assert.deepEqual([counts[0], counts.at(-1), new Set(counts).size > 2], [0, 6, true], `${counts}`);
    assert.deepEqual(forwards.map(({ picture }) => picture), backwards.map(({ picture }) => picture));
  });

  it("steps from event to event", async () => {
    await finished({});
    const { back, forward, known, ends } = await ask(async () => {
      const steps = (name) => {
        const seen = [moment()]; // where clocks have coarse steps, the last code may have come at the very end
        for (let step = 0; step < 40; step++) {
          part(figure, name).click();
          seen.push(moment());
        }
        return [...new Set(seen)];
      };
      const useless = () => ["back", "forward"].filter((name) => part(figure, name).ariaDisabled === "true");
      const ends = [useless()];
      const back = steps("back");
      ends.push(useless());
      const forward = steps("forward");
      ends.push(useless());
      const known = figure.heard.filter(({ name }) => name === "code-arrive").map(({ detail }) => detail.atSeconds);
      return { back, forward, known, ends };
    });
    assert.deepEqual(ends, [["forward"], ["back"], ["forward"]], "buttons that lead nowhere say so");
    assert.equal(back.at(-1), 0, "the beginning is before every event");
    assert.deepEqual(forward, back.toReversed(), "the same moments to and fro");
    for (const at of known) assert.ok(back.some((moment) => Math.abs(moment - at) < 1e-6), `stops at the code of ${at} s: ${back}`);
  });

  it("steps when the words on its buttons are clicked", async () => {
    await finished({});
    const end = await ask(() => moment());
    const click = async (name) => {
      const word = await ask((name) => part(figure, name).querySelector(".word"), name);
      await browser.driver.actions().move({ origin: word }).click().perform();
      return ask(() => moment());
    };
    const before = await click("back");
    assert.ok(before < end, `${before} of ${end}`);
    assert.equal(await click("forward"), end);
  });

  it("takes a moment beyond the end for the end, and forgets it for the next run", async () => {
    await finished({});
    const { shown, end, again } = await ask(async () => {
      look(500);
      figure.moment = 20; // the run to come will take as long as that
      const [shown, end] = [moment(), figure.report.strategies[0].measuredSeconds];
      figure.setAttribute("waits", "6 21");
      await figure.run();
      await frame();
      return { shown, end, again: part(figure, "status").textContent };
    });
    assert.ok(shown >= end, `${shown} of ${end} s`);
    assert.equal(again, "Both codes are in");
  });

  it("is operated by keyboard alone", async () => {
    await finished({});
    await browser.driver.executeScript("slider.focus()");
    await browser.driver.actions().sendKeys(Key.HOME).perform();
    assert.deepEqual(await ask(async () => { return [moment(), states().filter((state) => state === 'arrived').length]; }), [0, 0]);
    await browser.driver.actions().sendKeys(Key.ARROW_RIGHT).perform();
    assert.ok((await ask(async () => { return moment(); })) > 0);
    await browser.driver.actions().sendKeys(Key.END).perform();
    assert.equal(await ask(async () => { return states().filter((state) => state === 'arrived').length; }), 6);
    const focused = () => ask(async () => { return figure.shadowRoot.activeElement.getAttribute('aria-label'); });
    const told = [];
    for (const key of [Key.TAB, Key.TAB, Key.TAB, Key.TAB]) {
      await browser.driver.actions().sendKeys(key).perform();
      told.push(await focused());
    }
    assert.deepEqual(told, ["Play the run", "To the previous event", "To the next event", "Speed of the replay"]);
  });

  it("plays a run again, at the pace that is chosen, and pauses", async () => {
    await finished({});
    const seen = await ask(async () => {
      const play = part(figure, "play");
      play.click();
      const names = [play.getAttribute("aria-label")];
      const told = [slider.getAttribute("aria-valuetext")];
      while (moment() < 3) await frame();
      play.click();
      names.push(play.getAttribute("aria-label"));
      const paused = moment();
      await frame();
      await frame();
      const isStill = moment() === paused;
      told.push(parseFloat(slider.getAttribute("aria-valuetext")) - paused);
      part(figure, "rate").value = "500";
      part(figure, "rate").dispatchEvent(new Event("change", { bubbles: true }));
      play.click();
      while (play.getAttribute("aria-label") === "Pause the view") await frame();
      return { names, told, isStill, last: states().filter((state) => state === "arrived").length };
    });
    const { told: [moving, difference], ...rest } = seen;
    assert.deepEqual(rest, { names: ["Pause the view", "Play the run"], isStill: true, last: 6 });
    assert.equal(moving, "playing");
    assert.ok(Math.abs(difference) < 0.001, "at rest the slider tells the moment");
  });

  it("can look back while the run goes on", async () => {
    const seen = await ask(async () => {
      const figure = await put({ waits: "0.2 0.4 60", speed: "1" });
      const run = figure.run();
      await heard(figure, "code-arrive");
      await frame();
      press(figure, "Home");
      const state = () => laneStates(figure)[0];
      const before = state();
      while (figure.heard.filter(({ name }) => name === "code-arrive").length < 2) await frame();
      await frame();
      const meanwhile = state();
      press(figure, "End");
      await frame();
      const [now, goesOn] = [state(), part(figure, "play").getAttribute("aria-label")];
      figure.stop();
      await run;
      return { before, meanwhile, now, goesOn };
    });
    assert.equal(seen.goesOn, "Pause the view", "at its end the slider follows the run");
    assert.notEqual(seen.before, "arrived");
    assert.deepEqual([seen.meanwhile, seen.now], [seen.before, "arrived"]);
  });

  it("takes no moment that is no number", async () => {
    await finished({});
    const moments = await ask(async () => {
      figure.moment = 7.5;
      return [null, undefined, "", "soon", NaN].map((moment) => ((figure.moment = moment), figure.moment));
    });
    assert.deepEqual(moments, Array(5).fill(7.5));
  });

  it("marks when the page was hidden", async () => {
    const seen = await ask(async () => {
      const figure = await put({ waits: "60", speed: "1" });
      const run = figure.run();
      await heard(figure, "run-start");
      const hide = (isHidden) => {
        Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      };
      await frame();
      hide(true);
      for (let frames = 0; frames < 6; frames++) await frame();
      hide(false);
      await frame();
      await frame();
      const bands = figure.shadowRoot.querySelectorAll(".drawing .hidden-span").length;
      figure.stop();
      await run;
      return [bands, part(figure, "present").getAttribute("aria-label")];
    });
    assert.equal(seen[0], 1);
    assert.match(seen[1], /The page was hidden for part/);
  });

  it("is not there before a run, and begins anew with the next", async () => {
    const seen = await ask(async () => {
      const figure = await put({ waits: "1 2", speed: "100" });
      const isSeen = () => getComputedStyle(part(figure, "play")).visibility === "visible";
      const before = isSeen();
      await figure.run();
      part(figure, "back").click();
      await figure.run();
      await frame();
      return [before, isSeen(), texts(figure, ".shown-time")[0].includes("of")];
    });
    assert.deepEqual(seen, [false, true, false]);
  });
});
