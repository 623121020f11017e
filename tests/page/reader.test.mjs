// The reader takes part: guessing, and typing a code.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { name, useBrowser } from "./browser.mjs";

/* global figure, run -- kept in the page from one step of a test to the next */

describe(`the reader in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  it("types the code, after a wrong one, and is in the report like everybody else", async () => {
    const code = await ask(async () => {
      window.figure = await put({ waits: "60 0.3", you: "" });
      const started = heard(figure, "run-start");
      part(figure, "button").click();
      await started;
      window.run = figure.run();
      while (part(figure, "phone").hidden || part(figure, "phone").hasAttribute("hidden")) await frame();
      return part(figure, "message").textContent.replace(/[^0-9]/g, "");
    });
    assert.match(code, /^[0-9]{6}$/);
    const type = (text) => browser.driver.actions().sendKeys(text, Key.ENTER).perform();
    await type("12");
    const wrong = await ask(async () => { return part(figure, "wrong").textContent; });
    assert.match(wrong, /“12” is not the code/);
    await type(code);
    const { report, focus, names, states } = await ask(async () => {
      const focus = figure.shadowRoot.activeElement.className;
      const report = await run;
      await frame();
      return { report, focus, names: texts(figure, ".present .name"), states: laneStates(figure) };
    });
    assert.equal(focus, "status", "the focus is not lost with the phone");
    assert.equal(report.strategies[0].arrived, 2);
    assert.ok(report.waits[0] > 0 && report.waits[0] < 30, `${report.waits}`);

    assert.equal(names[0], "You");
    assert.deepEqual(states, ["arrived", "arrived"]);
  });

  it("may give up", async () => {
    const { report, log, states } = await ask(async () => {
      const figure = await put({ waits: "60 0.3", you: "" });
      const run = figure.run();
      await heard(figure, "code-arrive");
      part(figure, "give-up").click();
      const report = await run;
      await frame();
      await openLog(figure);
      return { report, log: texts(figure, ".log .line"), states: laneStates(figure) };
    });
    assert.equal(report.strategies[0].arrived, 1);
    assert.ok(log.some((line) => / · you gave up$/.test(line)), log.join("\n"));
    assert.equal(states[0], "gave up");
  });

  it("keeps the focus when the phone goes unanswered", async () => {
    const focus = await ask(async () => {
      const figure = await put({ waits: "60 0.3", you: "", strategies: "first" });
      const finished = heard(figure, "run-finish");
      part(figure, "button").click();
      await finished;
      await frame();
      return figure.shadowRoot.activeElement?.className;
    });
    assert.equal(focus, "status");
  });

  it("guesses by keyboard, in whole seconds, and finds the guess beside the truth", async () => {
    const seen = await ask(async () => {
      const figure = await put({ waits: "6 8 7 8 13 6", speed: "100", guess: "" });
      const [flag, status] = [part(figure, "playhead"), () => part(figure, "status").textContent];
      const asked = [status(), flag.getAttribute("aria-label")];
      for (const key of ["PageUp", "PageUp", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]) press(figure, key);
      const before = [status(), part(figure, "guess-name").textContent];
      const run = figure.run();
      await heard(figure, "run-start");
      await frame();
      const label = flag.getAttribute("aria-label");
      await run;
      await frame();
      return { asked, before, label, after: status(), mark: part(figure, "guess-name").textContent };
    });
    assert.match(seen.asked[0], /^How long will it take\?/);
    assert.match(seen.asked[1], /^Your guess/);
    assert.match(seen.before[0], /^You say 24\ss/);
    assert.match(seen.before[1], /^you: 24\ss$/);
    assert.equal(seen.label, "The time that is shown", "it is too late to guess");
    assert.match(seen.after, /^You said 24\ss, it took \d+\.\d\ss$/);
    assert.match(seen.mark, /^you: 24\ss$/);
  });

  it("guesses by dragging the flag", async () => {
    await ask(async () => { window.figure = await put({ waits: "6 8 7 8 13 6", guess: "" }); });
    const flag = await browser.driver.executeScript("return part(figure, 'playhead')");
    const guessed = () => ask(async () => {
      await frame();
      const { left, width } = part(figure, "playhead").getBoundingClientRect();
      const ticks = texts(figure, ".tick");
      return { said: Number(/^You say (\d+)\ss/.exec(part(figure, "status").textContent)?.[1]), x: left + width / 2, ticks };
    });
    const before = await guessed();
    await browser.driver.actions().move({ origin: flag }).press().move({ origin: flag, x: 103 }).release().perform();
    const after = await guessed();
    assert.ok(after.said > 0 && after.said < 48, `${after.said} s`);
    assert.ok(Math.abs(after.x - before.x - 103) < 8, `the flag moved by ${after.x - before.x} px, to a whole second`);
    assert.deepEqual(after.ticks, before.ticks);
  });

  it("lets no guess run away with the axis", async () => {
    const seen = await ask(async () => {
      const figure = await put({ waits: "6 8 7 8 13 6", guess: "" });
      const seen = [];
      for (let presses = 0; presses < 3; presses++) {
        press(figure, "End");
        await frame();
        seen.push([part(figure, "status").textContent, texts(figure, ".tick").at(-1)]);
      }
      return seen;
    });
    assert.equal(new Set(seen.map(String)).size, 1, seen.join(" | "));
    const [said, last] = seen[0];
    assert.ok(said.startsWith(`You say ${last}`), `${said} ${last}`);
  });
});
