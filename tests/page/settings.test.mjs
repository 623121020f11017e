// What a figure makes of its attributes: bad ones are refused and can be mended, all are properties too.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

describe(`attributes in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  const BAD = [
    [{ users: "0" }, ['users="0"', "a whole number from 1 to 1\u202f000\u202f000"]],
    [{ users: "six" }, ['users="six"', "a whole number from 1 to 1\u202f000\u202f000"]],
    [{ "min-wait": "9", "max-wait": "3" }, ['min-wait="9"', "below max-wait, which is 3"]],
    [{ speed: "1e999" }, ['speed="1e999"', "a number from 0.1 to 1000"]],
    [{ strategies: "fastest" }, ['strategies="fastest"', "one-by-one, all-at-once"]],
    [{ users: "" }, ['users=""', "a whole number from 1 to 1\u202f000\u202f000"]],
    [{ seed: "<script>alert(1)</script>" }, ['seed="<script>alert(1)</script>"', "a whole number from 0 to 4\u202f294\u202f967\u202f295"]],
  ];
  for (const [attributes, expected] of BAD) {
    it(`refuses ${JSON.stringify(attributes)}, and can be mended`, async () => {
      const seen = await ask(async (attributes) => {
        const neighbour = await put({ speed: "1000" });
        const figure = await put(attributes);
        const shown = part(figure, "error").textContent;
        const rejected = await figure.run().catch((error) => error.message);
        const told = figure.heard.map(({ name, detail }) => [name, detail.message]);
        for (const name of Object.keys(attributes)) figure.removeAttribute(name);
        figure.speed = 1000;
        const mended = await figure.run();
        const other = await neighbour.run();
        return { shown, rejected, told, error: part(figure, "error").hidden, arrived:
          [mended, other].map((report) => report.strategies[0].arrived), markup: figure.shadowRoot.querySelector("script") };
      }, attributes);
      for (const text of expected) assert.ok(seen.shown.includes(text), `${text} is not in: ${seen.shown}`);
      assert.equal(seen.rejected, seen.shown);
      assert.deepEqual(seen.told, Array(2).fill(["run-error", seen.shown])); // when it is shown, and when it is run
      assert.deepEqual([seen.error, seen.arrived, seen.markup], [true, [6, 6], null]);
    });
  }

  it("keeps what it shows when an attribute becomes bad", async () => {
    const seen = await ask(async () => {
      const figure = await put({ speed: "1000", users: "4" });
      await figure.run();
      await frame();
      figure.users = 0;
      await heard(figure, "run-error");
      const { disabled } = part(figure, "button");
      const arrived = () => laneStates(figure).filter((state) => state === "arrived").length;
      const [codes, message] = [arrived(), part(figure, "error").textContent];
      figure.users = 4;
      await frame();
      const kept = arrived();
      return { codes, message, disabled, kept, again: part(figure, "button").disabled, report: figure.report.users };
    });
    assert.deepEqual([seen.codes, seen.kept, seen.report, seen.disabled, seen.again], [4, 4, 4, true, false]);
    assert.match(seen.message, /^users="0"/);
  });

  it("tells a mistake once when it is made and run at once", async () => {
    const names = await ask(async () => {
      const figure = await put();
      figure.users = 0;
      await figure.run().catch(() => {});
      return figure.heard.map(({ name }) => name);
    });
    assert.deepEqual(names, ["run-error"]);
  });

  it("has a property for each attribute", async () => {
    const seen = await ask(async () => {
      const figure = await put();
      const read = () => [figure.users, figure.minWait, figure.waits, figure.seed, figure.strategies, figure.speed, figure.autorun];
      const before = read();
      Object.assign(figure, { users: 8, minWait: 2.5, seed: 0, strategies: ["one-by-one", "all-at-once"], autorun: true });
      const attributes = ["users", "min-wait", "seed", "strategies", "autorun"].map((name) => figure.getAttribute(name));
      figure.users = null;
      figure.autorun = false;
      return { before, attributes, after: [figure.users, figure.hasAttribute("users"), figure.hasAttribute("autorun")] };
    });
    assert.deepEqual(seen.before, [6, 5, null, null, ["all-at-once"], 1, false]);
    assert.deepEqual(seen.attributes, ["8", "2.5", "0", "one-by-one all-at-once", ""]);
    assert.deepEqual(seen.after, [6, false, false]);
  });

  it("takes up properties that were set before its class was known", async () => {
    const users = await ask(async () => {
      const figure = document.createElement("waiting-room");
      figure.users = 3;
      figure.speed = 1000;
      document.body.append(figure);
      await import("/www/waiting-room.js");
      return (await figure.run()).users;
    });
    assert.equal(users, 3);
  });
});
