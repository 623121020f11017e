// A figure's life: bad settings, being stopped, changed, removed or moved, and having company.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { name, open } from "./browser.mjs";

describe(`a figure in ${name}`, () => {
  let browser;
  const ask = (...script) => browser.ask(...script);
  before(async () => (browser = await open()));
  after(() => browser.close());
  beforeEach(() => browser.page("blank.html"));
  afterEach(async () => assert.deepEqual(await ask("return troubles"), []));

  const BAD = [
    [{ users: "0" }, ['users="0"', "a whole number from 1 to 1\u202f000\u202f000"]],
    [{ users: "six" }, ['users="six"', "a whole number from 1 to 1\u202f000\u202f000"]],
    [{ "min-wait": "9", "max-wait": "3" }, ['min-wait="9"', "below max-wait, which is 3"]],
    [{ speed: "1e999" }, ['speed="1e999"', "a number from 0.1 to 1000"]],
    [{ strategies: "fastest" }, ['strategies="fastest"', "one-by-one, all-at-once"]],
    [{ users: "" }, ['users=""', "a whole number from 1 to 1\u202f000\u202f000"]],
    [{ seed: "<script>alert(1)</script>" }, ['seed="<script>alert(1)</script>"', "a whole number from 0 to 4\u202f294\u202f967\u202f295"]],
    [{ you: "" }, ['you=""', "not built yet"]],
  ];
  for (const [attributes, expected] of BAD) {
    it(`refuses ${JSON.stringify(attributes)}, and can be mended`, async () => {
      const seen = await ask(`
        const [attributes] = values;
        const neighbour = await put({ speed: "1000" });
        const figure = await put(attributes);
        const shown = part(figure, "error").textContent;
        const rejected = await figure.run().catch((error) => error.message);
        const told = figure.heard.map(({ name, detail }) => [name, detail.message]);
        const disabled = part(figure, "button") === null || part(figure, "button").disabled;
        for (const name of Object.keys(attributes)) figure.removeAttribute(name);
        figure.speed = 1000;
        const mended = await figure.run();
        const other = await neighbour.run();
        return { shown, rejected, told, disabled, error: part(figure, "error").hidden, arrived:
          [mended, other].map((report) => report.strategies[0].arrived), markup: figure.shadowRoot.querySelector("script") };
      `, attributes);
      for (const text of expected) assert.ok(seen.shown.includes(text), `${text} is not in: ${seen.shown}`);
      assert.equal(seen.rejected, seen.shown);
      assert.ok(seen.told.length > 0 && seen.told.every(([name, message]) => name === "run-error" && message === seen.shown));
      assert.deepEqual([seen.disabled, seen.error, seen.arrived, seen.markup], [true, true, [6, 6], null]);
    });
  }

  it("keeps what it shows when an attribute becomes bad", async () => {
    const seen = await ask(`
      const figure = await put({ speed: "1000", users: "4" });
      await figure.run();
      await frame();
      figure.users = 0;
      await heard(figure, "run-error");
      return { codes: shownCodes(figure).length, message: part(figure, "error").textContent, report: figure.report.users };
    `);
    assert.deepEqual([seen.codes, seen.report], [4, 4]);
    assert.match(seen.message, /^users="0"/);
  });

  it("starts once when the button is clicked twice", async () => {
    await ask(`window.figure = await put({ speed: "10" }); window.finish = heard(figure, "run-finish");`);
    const button = await browser.driver.executeScript("return figure.shadowRoot.querySelector('button')");
    await browser.driver.actions().doubleClick(button).perform();
    const names = await ask("await finish; return figure.heard.map(({ name }) => name)");
    assert.deepEqual(names, ["run-start", ...Array(6).fill("code-arrive"), "run-finish"]);
  });

  it("is run and stopped by keyboard", async () => {
    await ask(`window.figure = await put({ waits: "1 60" }); window.stop = heard(figure, "run-stop");`);
    await browser.driver.executeScript("figure.shadowRoot.querySelector('button').focus()");
    await browser.driver.actions().sendKeys(Key.ENTER).perform();
    await ask(`if (!figure.heard.length) await heard(figure, "run-start");`);
    await browser.driver.actions().sendKeys(Key.SPACE).perform();
    const names = await ask("await stop; return figure.heard.map(({ name }) => name)");
    assert.deepEqual(names, ["run-start", "run-stop"]);
  });

  it("gives the same promise while it runs, even before it is loaded", async () => {
    const same = await ask(`
      await import("/www/waiting-room.js");
      const figure = document.createElement("waiting-room");
      figure.speed = 20;
      document.body.append(figure);
      const early = figure.run();
      await heard(figure, "run-start");
      const later = figure.run();
      await later;
      const next = figure.run();
      return [early === figure.run(), early === later, next === figure.run(), (await next).users];
    `);
    assert.deepEqual(same, [false, true, true, 6]);
  });

  it("can be run again from the event that ends a run", async () => {
    const runs = await ask(`
      const figure = await put({ speed: "1000" });
      const again = new Promise((resolve) =>
        figure.addEventListener("run-finish", () => resolve(figure.run()), { once: true }));
      const first = await figure.run();
      const second = await again;
      return [first.seed !== second.seed, second.strategies[0].arrived];
    `);
    assert.deepEqual(runs, [true, 6]);
  });

  /** Begins a run in which two users arrive soon, does something, and waits long enough to see whether more happens. */
  const interrupt = (act) => ask(`
    const figure = await put({ waits: "0.1 0.1 0.4" });
    const run = figure.run();
    while (shownCodes(figure).length < 2) await frame();
    ${act}
    const result = await Promise.race([run, new Promise((resolve) => setTimeout(resolve, 3000, "never settled"))]);
    const shown = figure.shadowRoot.textContent;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { result, report: figure.report, names: figure.heard.map(({ name }) => name),
      isStill: figure.shadowRoot.textContent === shown, status: part(figure, "status")?.textContent };
  `);
  const cut = ["run-start", "code-arrive", "code-arrive", "run-stop"];

  it("stops in mid-run and keeps what has arrived", async () => {
    const seen = await interrupt("figure.stop();");
    assert.deepEqual(seen.names, cut);
    assert.deepEqual(seen.result, seen.report);
    assert.equal(seen.report.strategies[0].arrived, 2);
    assert.ok(seen.report.strategies[0].measuredSeconds < 0.4 && seen.isStill);
    assert.equal(seen.status, "stopped: 2 of 3 codes are in");
  });

  it("stops when settings change, and draws nothing of the old run", async () => {
    const seen = await interrupt("figure.users = 5; figure.removeAttribute('waits'); await heard(figure, 'run-stop');");
    assert.deepEqual(seen.names, cut);
    assert.deepEqual([seen.isStill, seen.result.users], [true, 3]);
    assert.match(seen.status, /^5 users, \d+ to \d+\u00a0s each$/);
  });

  it("goes on when an attribute is set to what it was", async () => {
    const seen = await interrupt("figure.waits = '0.1 0.1 0.4'; await frame();");
    assert.deepEqual(seen.names, ["run-start", "code-arrive", "code-arrive", "code-arrive", "run-finish"]);
  });

  it("stops when it is removed", async () => {
    const seen = await interrupt("figure.remove();");
    assert.deepEqual(seen.names, cut);
    assert.equal(seen.result.strategies[0].arrived, 2);
  });

  it("goes on when it is moved", async () => {
    const seen = await interrupt(`
      const place = document.createElement("section");
      document.body.append(place);
      place.append(figure);
    `);
    assert.deepEqual(seen.names, ["run-start", "code-arrive", "code-arrive", "code-arrive", "run-finish"]);
    assert.equal(seen.status, "3 of 3 codes are in");
  });

  it("works again when it is put back", async () => {
    const arrived = await ask(`
      const figure = await put({ waits: "0.1 60" });
      const run = figure.run();
      await heard(figure, "code-arrive");
      figure.remove();
      const stopped = await run;
      document.body.append(figure);
      figure.waits = [0.1, 0.2];
      return [stopped, await figure.run()].map((report) => report.strategies[0].arrived);
    `);
    assert.deepEqual(arrived, [1, 2]);
  });

  it("says so when it is run outside a document", async () => {
    const message = await ask(`
      await import("/www/waiting-room.js");
      return document.createElement("waiting-room").run().catch((error) => error.message);
    `);
    assert.equal(message, "waiting-room is not in a document: insert it first");
  });

  for (const count of [2, 50]) {
    it(`runs beside ${count - 1} others`, async () => {
      const reports = await ask(`
        const figures = await Promise.all(Array.from({ length: values[0] }, () => put({ speed: "20" })));
        const reports = await Promise.all(figures.map((figure) => figure.run()));
        return reports.map(({ seed, strategies: [{ arrived }] }) => ({ seed, arrived }));
      `, count);
      assert.equal(new Set(reports.map(({ seed }) => seed)).size, count);
      assert.ok(reports.every(({ arrived }) => arrived === 6));
    });
  }

  it("has a property for each attribute", async () => {
    const seen = await ask(`
      const figure = await put();
      const read = () => [figure.users, figure.minWait, figure.waits, figure.seed, figure.strategies, figure.speed, figure.autorun];
      const before = read();
      Object.assign(figure, { users: 8, minWait: 2.5, seed: 0, strategies: ["one-by-one", "all-at-once"], autorun: true });
      const attributes = ["users", "min-wait", "seed", "strategies", "autorun"].map((name) => figure.getAttribute(name));
      figure.users = null;
      figure.autorun = false;
      return { before, attributes, after: [figure.users, figure.hasAttribute("users"), figure.hasAttribute("autorun")] };
    `);
    assert.deepEqual(seen.before, [6, 5, null, null, ["all-at-once"], 1, false]);
    assert.deepEqual(seen.attributes, ["8", "2.5", "0", "one-by-one all-at-once", ""]);
    assert.deepEqual(seen.after, [6, false, false]);
  });

  it("takes up properties that were set before its class was known", async () => {
    const users = await ask(`
      const figure = document.createElement("waiting-room");
      figure.users = 3;
      figure.speed = 1000;
      document.body.append(figure);
      await import("/www/waiting-room.js");
      return (await figure.run()).users;
    `);
    assert.equal(users, 3);
  });

  it("runs by itself when it is first scrolled into view", async () => {
    const names = await ask(`
      document.body.style.paddingTop = "300vh";
      const figure = await put({ autorun: "", speed: "1000" });
      for (let frames = 0; frames < 10; frames++) await frame();
      const before = figure.heard.length;
      const finish = heard(figure, "run-finish");
      figure.scrollIntoView();
      await finish;
      return [before, figure.heard[0].name, figure.heard.at(-1).name];
    `);
    assert.deepEqual(names, [0, "run-start", "run-finish"]);
  });

  it("shows its children and says why when it cannot be loaded, and tries again", async () => {
    browser.missing.add("/www/waiting-room.css");
    const failed = await ask(`
      const figure = await put();
      figure.append("Six users wait.");
      const [alert] = texts(figure, "[role=alert]");
      window.figure = figure;
      return { alert, slot: figure.shadowRoot.querySelector("slot") !== null, heard: figure.heard.map(({ detail }) => detail.message) };
    `);
    browser.missing.clear();
    const expected = "waiting-room could not be loaded: /www/waiting-room.css answered 404";
    assert.deepEqual(failed, { alert: expected, slot: true, heard: [expected] });
    const arrived = await ask(`
      figure.speed = 1000;
      figure.shadowRoot.querySelector("button").click();
      while (!part(figure, "figure")) await frame();
      const report = await figure.run();
      return report.strategies[0].arrived;
    `);
    assert.equal(arrived, 6);
  });

  it("tells in words what the picture shows", async () => {
    const picture = await ask(`
      const figure = await put({ waits: "6 8", speed: "1000" });
      await figure.run();
      return part(figure, "timeline").firstChild.getAttribute("aria-label");
    `);
    assert.match(picture, /^Timeline\. 2 of 2 codes are in\. all at once: \d.*one after another: 14\u00a0s, the sum of the waits/);
  });
});
