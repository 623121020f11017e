// The reader changes the settings in the figure itself.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { name, useBrowser } from "./browser.mjs";

/* global figure, inputs, choose, fill, check, problems -- kept in the page from one step of a test to the next */

describe(`the controls in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  beforeEach(() => browser.page("blank.html"));

  /** A figure whose controls are open, and what helps to use them. */
  const opened = (attributes = {}) => ask(async (attributes) => {
    window.figure = await put({ controls: "", speed: "1000", ...attributes });
    const controls = part(figure, "controls");
    controls.open = true;
    while (!controls.querySelector("fieldset")) await frame();
    const settled = async () => { for (let frames = 0; frames < 3; frames++) await frame(); };
    window.inputs = (name) => [...controls.querySelectorAll(`[data-attribute="${name}"]`)];
    window.choose = async (text) => {
      [...controls.querySelectorAll("button")].find(({ textContent }) => textContent === text).click();
      await settled();
    };
    window.fill = async (name, value) => {
      const input = inputs(name).at(-1);
      input.value = value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      await settled();
    };
    window.check = async (value) => {
      inputs("strategies").find((input) => input.value === value).click();
      await settled();
    };
    window.problems = () => texts(figure, ".problem").filter(Boolean);
  }, attributes);

  it("are there only if the page asks for them", async () => {
    const [hidden, shown] = await ask(async () => {
      const [without, figure] = [await put(), await put({ controls: "" })];
      return [without, figure].map((figure) => part(figure, "controls").hidden);
    });
    assert.deepEqual([hidden, shown], [true, false]);
  });

  it("apply at once, and the link follows", async () => {
    await opened();
    const seen = await ask(async () => {
      await choose("60");
      await fill("min-wait", "2");
      await fill("max-wait", "3.5");
      await check("one-by-one");
      const { users, waits, strategies } = await figure.run();
      await openMenu(figure);
      return { users, waits, names: strategies.map(({ name }) => name), link: part(figure, "link").href, problems: problems() };
    });
    assert.deepEqual([seen.users, seen.names, seen.problems], [60, ["all-at-once", "one-by-one"], []]);
    assert.ok(seen.waits.every((wait) => wait >= 2 && wait < 3.5));
    assert.deepEqual(Object.fromEntries(new URL(seen.link).searchParams).users, "60");
  });

  it("say beside the field what is allowed, and work again when it is mended", async () => {
    await opened();
    const seen = await ask(async () => {
      await fill("users", "many");
      const bad = problems();
      await fill("users", "7");
      return { bad, mended: problems(), users: (await figure.run()).users };
    });
    assert.equal(seen.bad.length, 1);
    assert.match(seen.bad[0], /^users="many" .* a whole number from 1 to 1/);
    assert.deepEqual([seen.mended, seen.users], [[], 7]);
  });

  it("ask for limit and deadline where they matter", async () => {
    await opened();
    const counts = await ask(async () => {
      const count = () => ["limit", "deadline"].map((name) => inputs(name).length);
      const seen = [count()];
      await check("at-most");
      seen.push(count());
      await check("deadline");
      seen.push(count());
      return seen;
    });
    assert.deepEqual(counts, [[0, 0], [1, 0], [1, 1]]);
  });

  it("keep the waits, draw new ones, and give everything back", async () => {
    await opened({ waits: "1 2 3" });
    const seen = await ask(async () => {
      await choose("6");
      await choose("Same again");
      const same = [(await figure.run()).seed, (await figure.run()).seed];
      await choose("New ones");
      const fresh = [(await figure.run()).seed, (await figure.run()).seed];
      await choose("Reset all");
      return { same, fresh, waits: figure.getAttribute("waits"), users: figure.getAttribute("users") };
    });
    assert.equal(seen.same[0], seen.same[1]);
    assert.notEqual(seen.fresh[0], seen.fresh[1]);
    assert.deepEqual([seen.waits, seen.users], ["1 2 3", null]);
  });

  it("are used by keyboard, and closed with Escape", async () => {
    await ask(async () => { window.figure = await put({ controls: "" }); part(figure, "controls").querySelector("summary").focus(); });
    await browser.driver.actions().sendKeys(Key.ENTER).perform();
    await ask(async () => { while (!part(figure, "field")) await frame(); });
    await browser.driver.actions().sendKeys(Key.TAB, Key.ENTER).perform();
    const users = await ask(async () => { await frame(); await frame(); return figure.getAttribute("users"); });
    assert.equal(users, "1", "the first choice");
    await browser.driver.actions().sendKeys(Key.ESCAPE).perform();
    const [isOpen, focus] = await ask(async () => { await frame(); return [part(figure, "controls").open, figure.shadowRoot.activeElement.localName]; });
    assert.deepEqual([isOpen, focus], [false, "summary"]);
  });
});
