// The panels that show where in the code everybody stands, and what the thread does.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

const STRATEGIES = await readFile(new URL("../../src/strategy.rs", import.meta.url), "utf8");

describe(`the panels in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  it("shows the code that runs, and how many stand on each line", async () => {
    const { code, waiting, done } = await ask(async () => {
      const figure = await put({ waits: "6 8 60", panels: "source" });
      const run = figure.run();
      const standing = () => [...figure.shadowRoot.querySelectorAll(".code-line")]
        .map((line) => line.textContent).filter((text) => /^[✓0-9]/.test(text)).map((text) => text.replace(/\s+/g, " "));
      const code = [...figure.shadowRoot.querySelectorAll(".listing")[0].querySelectorAll(".code-line code")].map((line) => line.textContent);
      await heard(figure, "run-start");
      while (!standing().some((line) => line.startsWith("3"))) await frame();
      const waiting = standing();
      figure.stop();
      await run;
      figure.setAttribute("speed", "1000");
      figure.setAttribute("waits", "6 8 7");
      await figure.run();
      await frame();
      return { code, waiting, done: standing() };
    });
    assert.ok(STRATEGIES.includes(code.join("\n")), code.join("\n"));
    assert.deepEqual(waiting, [
      "1 tasks.join_all().await", "1 return await gather(*tasks)",
      "3 room.until_typed(user).await;", "3 await sleep(user.wait)",
    ]);
    assert.deepEqual(done, ["✓ 1 tasks.join_all().await", "✓ 1 return await gather(*tasks)", "✓ 3 code", "✓ 3 return code"]);
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
      figure.shadowRoot.querySelector(".last-polls").open = true;
      await frame();
      const left = (node) => node.getBoundingClientRect().left;
      const track = figure.shadowRoot.querySelector(".track");
      const polls = track.querySelector(".busy").getAttribute("d").match(/M[\d.]+/g).map((point) => left(track) + Number(point.slice(1)));
      const ends = [...figure.shadowRoot.querySelectorAll(".lane .instant:last-of-type")].map(left);
      return { ends, polls, bars: [...figure.shadowRoot.querySelectorAll(".poll .length")].map(left) };
    });
    assert.equal(ends.length, 3);
    for (const end of ends) assert.ok(polls.some((poll) => Math.abs(poll - end) < 2), `${end} is none of ${polls}`);
    assert.equal(new Set(bars).size, 1, `bars that can be compared begin together: ${bars}`);
  });
});
