// Taking a run away, and bringing it back.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/* global figure, states, taken, take, openFile -- kept in the page from one step of a test to the next */

const SMALL = { waits: "6 8 7 8 13 6", strategies: "all-at-once first", speed: 100, seed: 7 };

describe(`taking away in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);

  /** A finished run; what is saved or copied goes into `taken` instead of a file or the clipboard. */
  const finished = (attributes = SMALL) => ask(async (attributes) => {
    window.taken = [];
    URL.createObjectURL = (blob) => (blob.text().then((text) => taken.push(text)), "#");
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void taken.push(text) }, configurable: true });
    window.figure = await put(attributes);
    await figure.run();
    await frame();
    await openMenu(figure);
    window.take = async (label) => {
      const before = taken.length;
      [...figure.shadowRoot.querySelectorAll(".take")].find((node) => node.textContent.startsWith(label)).click();
      while (taken.length === before) await frame();
      return taken.at(-1);
    };
    window.openFile = async (text) => {
      await openMenu(figure);
      const input = part(figure, "file"), outcome = () => part(figure, "take-away").querySelector(".outcome").textContent;
      const files = new DataTransfer();
      files.items.add(new File([text], "saved.json"));
      input.files = files.files;
      part(figure, "take-away").querySelector(".outcome").textContent = "";
      input.dispatchEvent(new Event("change", { bubbles: true }));
      while (!outcome()) await frame();
      await frame();
      return outcome();
    };
    window.states = () => laneStates(figure);
  }, attributes);
  beforeEach(() => browser.page("blank.html"));

  it("copies the link to this moment, and the code to embed it", async () => {
    await finished();
    const [link, code, moment] = await ask(async () => {
      figure.moment = 7.5;
      return [await take("Copy the link"), await take("Copy the code"), figure.moment];
    });
    assert.equal(moment, 7.5);
    const { searchParams } = new URL(link);
    assert.deepEqual(["seed", "waits", "moment"].map((name) => searchParams.get(name)), ["7", "6 8 7 8 13 6", "7.5"]);
    assert.match(code, /<waiting-room [^>]*waits="6 8 7 8 13 6"[^>]*seed="7"/);
  });

  it("escapes what it writes, and writes a boolean attribute bare", async () => {
    const hostile = `"><script src="/evil.js"></script>`;
    await finished({ ...SMALL, autorun: hostile, guess: "", strategies: "all-at-once\n first" });
    const code = await ask(() => take("Copy the code"));
    assert.ok(!code.includes("evil"), code);
    assert.match(code, /^<script type="module" src="[^"<>]*"><\/script>\n<waiting-room( [a-z-]+(="[^"<>]*")?)+><\/waiting-room>\n$/);
    assert.match(code, / autorun[ >]/);
    assert.match(code, / guess[ >]/);
  });

  it("saves a picture and the log", async () => {
    await finished();
    const [picture, transcript] = await ask(async () => { return [await take("Save the picture"), await take("Save the log")]; });
    assert.match(picture, /^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    assert.ok(picture.includes("fill: ") && picture.includes("User 1"));
    assert.match(transcript, /^\d+\.\d\ss All at once: as long as the slowest user/m);
    assert.equal(transcript.match(/^Only the first$/gm).length, 1, "each strategy has one heading");
    assert.match(transcript, /user 5 woke(, ran .*)?, done: \d{3}\s\d{3}/);
  });

  it("says why it takes nothing away", async () => {
    await finished({ ...SMALL, panels: "timeline" });
    const outcome = await ask(async () => {
      const [menu, buttons] = [part(figure, "take-away"), [...figure.shadowRoot.querySelectorAll(".take")]];
      const tell = async (label) => {
        menu.querySelector(".outcome").textContent = "";
        buttons.find((node) => node.textContent.startsWith(label)).click();
        while (!menu.querySelector(".outcome").textContent) await frame();
        return menu.querySelector(".outcome").textContent;
      };
      const outcomes = [await tell("Save the log")];
      figure.setAttribute("users", "0");
      await heard(figure, "run-error");
      for (const label of ["Copy the link", "Copy the code", "Save the recording"]) outcomes.push(await tell(label));
      return outcomes;
    });
    const mend = "That did not work: fix the settings first";
    assert.match(outcome[0], /^Your browser has the file now\./);
    assert.deepEqual(outcome.slice(1), [mend, mend, mend]);
  });

  it("draws the thread of the recording that is opened, and not of the run before", async () => {
    await finished({ ...SMALL, panels: "timeline loop" });
    const [saved, other, opened] = await ask(async () => {
      const strip = () => part(figure, "busy").getAttribute("d");
      const [saved, json] = [strip(), await take("Save the recording")];
      await figure.run();
      await frame();
      const other = strip();
      await openFile(json);
      return [saved, other, strip()];
    });
    assert.notEqual(other, saved, "no two runs are the same to the microsecond");
    assert.equal(opened, saved);
  });

  it("opens a recording that was saved", async () => {
    await finished();
    const { before, after, nothing, unfit, kept } = await ask(async () => {
      const picture = () => part(figure, "comparison").textContent + states().join();
      const json = await take("Save the recording");
      const before = picture();
      figure.setAttribute("waits", "1 2");
      await figure.run();
      await openFile(json);
      const after = picture();
      const nothing = await openFile("{}");
      const unfit = await openFile(JSON.stringify({ ...JSON.parse(json), attributes: { users: "2" } }));
      return { before, after, nothing, unfit, kept: picture() };
    });
    assert.equal(after, before);
    assert.match(nothing, /“saved.json” cannot be opened: it is not a recording of a waiting room/);
    assert.match(unfit, /“saved.json” cannot be opened: runs\[0\]\.events\[\d+\]\[2\] must be a whole number from 0 to 2/);
    assert.equal(kept, before, "what was shown is still there");
  });

  it("leaves what says nothing about a run as it is, whatever a file says of it", async () => {
    await finished();
    const kept = await ask(async () => {
      const json = JSON.parse(await take("Save the recording"));
      const attributes = { ...json.attributes, page: "https://elsewhere.example/", autorun: "", controls: "" };
      const outcome = await openFile(JSON.stringify({ ...json, attributes }));
      const link = () => part(figure, "link").host;
      return [outcome, figure.page, figure.autorun, figure.controls, link() === location.host];
    });
    assert.deepEqual(kept, ["Opened.", null, false, false, true]);
  });

  it("saves the picture of the moment that is shown, and shows it still", async () => {
    await finished();
    const [before, after, cut] = await ask(async () => {
      figure.moment = 6.5;
      await frame();
      const picture = await take("Save the picture");
      return [6.5, figure.moment, Number(/<clipPath id="all"><rect width="([\d.]+)"/.exec(picture)[1]) < figure.offsetWidth / 2];
    });
    assert.equal(after, before);
    assert.ok(cut, "what comes later is cut off");
  });

  it("opens a file that the first edition saved", async () => {
    await finished();
    const text = await readFile(new URL("../golden/recording-1.json", import.meta.url), "utf8");
    const { outcome, states, lines } = await ask(async (text) => {
      const outcome = await openFile(text);
      await frame();
      await openLog(figure);
      return { outcome, states: states(), lines: texts(figure, ".log .line") };
    }, text);
    assert.match(outcome, /^Opened/);
    assert.deepEqual(states.slice(0, 6), Array(6).fill("arrived"));
    assert.deepEqual(states.slice(6).toSorted(), ["arrived", ...Array(5).fill("cancelled")]);
    assert.match(lines.find((line) => line.startsWith("48")), /^48\ss of waiting took 13\.\d{3}\ss$/);
  });

  it("knows when the page was hidden, in an opened recording too", async () => {
    await finished();
    const bands = await ask(async () => {
      const hide = (isHidden) => {
        Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      };
      figure.speed = 10;
      const run = figure.run();
      await heard(figure, "run-start");
      hide(true);
      for (let frames = 0; frames < 12; frames++) await frame();
      hide(false);
      await run;
      const json = await take("Save the recording");
      const bands = () => figure.shadowRoot.querySelectorAll(".drawing .hidden-span").length;
      figure.setAttribute("waits", "1 2");
      await figure.run();
      await frame();
      const before = bands();
      await openFile(json);
      return [before, bands()];
    });
    assert.deepEqual(bands, [0, 1]);
  });

  it("opens the recording that the documentation shows", async () => {
    await finished();
    const page = await readFile(new URL("../../docs/recording.md", import.meta.url), "utf8");
    for (const [, example] of page.matchAll(/```json\n(.*?)```/gs)) {
      const [outcome, states] = await ask(async (example) => [await openFile(example), laneStates(figure)], example);
      assert.match(outcome, /^Opened/);
      assert.deepEqual(states, ["arrived"]);
    }
  });

  it("refuses times that no run can last, and shows the longest", async () => {
    await finished();
    const [refused, outcome, axis] = await ask(async () => {
      const json = JSON.parse(await take("Save the recording"));
      const refused = await openFile(JSON.stringify({ ...json, seconds: 0 }).replace('"seconds":0', '"seconds":1e300'));
      const outcome = await openFile(JSON.stringify({ ...json, seconds: 4e9 }));
      return [refused, outcome, part(figure, "timeline").querySelectorAll("text").length];
    });
    assert.match(refused, /“saved.json” cannot be opened: seconds must be a number from 0 to 4000000000/);
    assert.match(outcome, /^Opened/);
    assert.ok(axis > 3 && axis < 100, `${axis} texts`);
  });

  for (const [moment, shown] of [["5e9", "4 000 000 000"], ["1e14", "4 000 000 000"], ["1e300", "4 000 000 000"], ["-1", "0"], ["nonsense", null]]) {
    it(`takes the moment ${moment} from an address`, async () => {
      await browser.page(`?waits=1+2&speed=1000&moment=${moment}`);
      const [status, at] = await ask(async () => {
        await settled();
        const figure = document.querySelector("waiting-room");
        const status = part(figure, "status").textContent;
        await figure.run();
        await frame();
        return [status, figure.moment];
      });
      const pausesAt = status.replaceAll(/\s/gu, " ").split("; the figure will pause at ")[1];
      assert.equal(pausesAt, shown ? `${shown} s` : undefined);
      assert.ok(shown === "0" ? at === 0 : at >= 2 && at < 1e6, `${at}`);
    });
  }

  it("opens a recording of a crowd, those who were given up among it", async () => {
    await finished({ users: 1500, "min-wait": 1, "max-wait": 20, step: 0.01, strategies: "all-at-once deadline", speed: 100, panels: "timeline source" });
    const { before, after } = await ask(async () => {
      const picture = () => [...figure.shadowRoot.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL()).concat(texts(figure, ".code-line"));
      const before = picture();
      const json = await take("Save the recording");
      figure.setAttribute("users", "2");
      await figure.run();
      await openFile(json);
      return { before, after: picture() };
    });
    assert.deepEqual(after, before);
    assert.match(before.join(), /✓ 1500 +code/);
    assert.doesNotMatch(before.join(), /[1-9] +room\.until_typed/);
  });

  it("shows the moment of a link when the run has come to it", async () => {
    await browser.page("?waits=6+8+7+8+13+6&speed=10&moment=7.5");
    const seen = await ask(async () => {
      const figure = document.querySelector("waiting-room");
      await built(figure);
      await figure.run();
      await frame();
      return [figure.moment, laneStates(figure)];
    });
    assert.equal(seen[0], 7.5);
    assert.equal(seen[1].filter((state) => state === "arrived").length, 3);
  });
});
