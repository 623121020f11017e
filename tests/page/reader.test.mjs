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
    const { report, focus, names, said } = await ask(async () => {
      const focus = figure.shadowRoot.activeElement.className;
      const report = await run;
      await frame();
      return { report, focus, names: texts(figure, ".lane .name"), said: texts(figure, ".line") };
    });
    assert.equal(focus, "status", "the focus is not lost with the phone");
    assert.equal(report.strategies[0].arrived, 2);
    assert.ok(report.waits[0] > 0 && report.waits[0] < 30, `${report.waits}`);

    assert.equal(names[0], "You");
    assert.match(said[0], /^you · /);
  });

  it("may give up", async () => {
    const { report, said, lanes } = await ask(async () => {
      const figure = await put({ waits: "60 0.3", you: "" });
      const run = figure.run();
      await heard(figure, "code-arrive");
      part(figure, "give-up").click();
      const report = await run;
      await frame();
      return { report, said: texts(figure, ".line"), lanes: texts(figure, ".lane .code") };
    });
    assert.equal(report.strategies[0].arrived, 1);
    assert.match(said[0], /gave up after/);
    assert.equal(lanes[0], "× gave up");
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

  it("guesses, and finds the guess beside the truth", async () => {
    const seen = await ask(async () => {
      const figure = await put({ waits: "6 8 7 8 13 6", speed: "100", guess: "" });
      const slider = figure.shadowRoot.querySelector(".guess .slider");
      slider.value = 50;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      const before = part(figure, "outcome").textContent;
      const run = figure.run();
      await heard(figure, "run-start");
      await frame();
      await frame();
      const isLocked = slider.disabled;
      await run;
      await frame();
      return { before, isLocked, after: part(figure, "outcome").textContent, mark: part(figure, "guess-name").textContent };
    });
    assert.match(seen.before, /Your guess: 24\ss/);
    assert.ok(seen.isLocked);
    assert.match(seen.after, /You guessed 24\ss. It took \d+\.\d{3}\ss/);
    assert.match(seen.mark, /your guess: 24\ss/);
  });

  it("cannot guess what it knows: after a run, a guess is about the next", async () => {
    const [outcome, status] = await ask(async () => {
      const figure = await put({ waits: "6 8 7 8 13 6", speed: "100", guess: "" });
      await figure.run();
      const slider = figure.shadowRoot.querySelector(".guess .slider");
      slider.value = 25;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      return [part(figure, "outcome").textContent, part(figure, "status").textContent];
    });
    assert.match(outcome, /Your guess: 12\ss/);
    assert.match(status, /^6 users/);
  });
});
