// The element in the hosts that people use: what they build and serve runs in a browser.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { after, afterEach, before, describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { launch } from "../../scripts/browsers.mjs";
import { HOSTS, buildBook, buildHugo, buildJekyll, install, serveFolder, startJupyter, startServer, tool } from "./projects.mjs";

describe("hosts", () => {
  let driver = null;
  const stops = [];
  before(async () => {
    install();
    [driver] = await launch("chromium");
    await driver.manage().setTimeouts({ script: 30_000 });
    await driver.manage().window().setRect({ width: 1400, height: 1000 });
  });
  after(() => driver?.quit());
  afterEach(() => stops.splice(0).forEach((stop) => stop()));

  const ask = async (act, ...values) => {
    const [value, error] = await driver.executeAsyncScript(`const values = [...arguments], done = values.pop();
      (async (...values) => (${act})(...values))(...values).then((value) => done([value ?? null]), (error) => done([null, String(error)]));`, ...values);
    if (error) throw new Error(error);
    return value;
  };
  const open = async ([address, stop], path = "") => {
    stops.push(stop);
    await driver.get(address + path);
  };

  /** Presses the button of the figure; resolves with what the page says when the run has ended, and with what the menu offers. */
  const use = () => ask(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const find = (selector) => document.querySelector("waiting-room")?.shadowRoot?.querySelector(selector);
    while (!find(".button") || find(".button").disabled) await frame();
    find(".button").click();
    const result = document.querySelector("#result");
    for (let frames = 0; result.textContent === "Not yet" && frames < 600; frames++) await frame();
    let code = "";
    Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => void (code = text) } });
    find(".take-away").open = true;
    while (!find(".take")) await frame();
    [...document.querySelector("waiting-room").shadowRoot.querySelectorAll(".take")].find((node) => node.textContent.startsWith("Copy the code")).click();
    while (!code) await frame();
    await frame();
    const outcome = find(".take-away .outcome").textContent;
    return { result: result.textContent, link: find(".link")?.href ?? null, menu: find(".take-away").textContent, code, outcome };
  });

  /** The code has no address that would not work elsewhere, and there is no link that leads to another page than one that shows a run. */
  const isHonest = ({ link, menu, code, outcome }) => {
    assert.equal(link, null);
    assert.match(menu, /This page has no address for a single run/);
    assert.doesNotMatch(code, /data:|blob:|file:/);
    assert.ok(code.startsWith("<waiting-room") ? /lacks the script/.test(outcome) : /^<script type="module" src="http:.*\/waiting-room\.js">/.test(code), code + outcome);
  };

  for (const [project, build, folder] of [
    ["react-19", ["vite", "build"], "dist"], ["react-18", ["vite", "build"], "dist"], ["vue", ["vite", "build"], "dist"], ["astro", ["astro", "build"], "dist"],
    ["webpack", ["webpack", "--mode", "production"], "."], ["zone", null, "."],
  ]) {
    it(`${project}, built as its users build it`, async () => {
      if (build) tool(project, ...build);
      await open(await serveFolder(`${project}/${folder}`));
      const seen = await use();
      assert.equal(seen.result, "The longest wait took 8 s");
      isHonest(seen);
    });
  }

  for (const project of ["react-19", "react-18", "vue"]) {
    it(`${project}, in the development server of its Vite`, async () => {
      await open(await startServer(project, "vite", "--host", "127.0.0.1"));
      const seen = await use();
      assert.equal(seen.result, "The longest wait took 8 s");
    });
  }

  for (const project of ["react-19", "react-18"]) {
    it(`${project} turns an attribute on, and off again`, async () => {
      await open(await serveFolder(`${project}/dist`));
      const guesses = await ask(async () => {
        const frame = () => new Promise(requestAnimationFrame);
        while (!document.querySelector("waiting-room")?.shadowRoot?.querySelector(".button")) await frame();
        const figure = document.querySelector("waiting-room");
        const seen = [[figure.guess, figure.minWait]];
        for (let times = 0; times < 2; times++) {
          document.querySelector("article > button").click();
          await frame();
          await frame();
          seen.push([figure.guess, figure.minWait]);
        }
        return seen;
      });
      assert.deepEqual(guesses, [[false, 2], [true, 2], [false, 2]]);
    });
  }

  for (const [bundler, build] of [["vite", ["vite", "build"]], ["webpack", ["webpack", "--mode", "production"]]]) {
    it(`the separate files, imported from a folder by ${bundler} without a configuration`, async () => {
      const source = `separate-${bundler}`;
      const folder = `${HOSTS}/${source}`;
      mkdirSync(`${folder}/src`, { recursive: true });
      cpSync("dist/www", `${folder}/vendor/www`, { recursive: true });
      cpSync("dist/src", `${folder}/vendor/src`, { recursive: true });
      writeFileSync(`${folder}/src/index.js`, `import "../vendor/www/waiting-room.js";
        document.addEventListener("run-finish", () => (document.querySelector("#result").textContent = "done"));`);
      writeFileSync(`${folder}/package.json`, '{ "type": "module" }');
      const script = bundler === "vite" ? "/src/index.js" : "dist/main.js";
      writeFileSync(`${folder}/index.html`, `<!doctype html><script type="module" src="${script}"></script><waiting-room waits="1 2" speed="100"></waiting-room><p id="result">Not yet</p>`);
      tool(source, ...build);
      await open(await serveFolder(bundler === "vite" ? `${source}/dist` : source));
      const seen = await use();
      assert.equal(seen.result, "done");
      isHonest(seen);
    });
  }

  for (const [generator, build, folder, page] of [["Hugo", buildHugo, "hugo/public", "waiting/"], ["Jekyll", buildJekyll, "jekyll/_site", "waiting.html"]]) {
    it(`${generator}, its page from Markdown`, async () => {
      await build();
      await open(await serveFolder(folder), page);
      const seen = await use();
      assert.equal(seen.result, "The longest wait took 8 s");
      isHonest(seen);
    });
  }

  it("on a slide of reveal.js, the keys of the figure do not turn the slide", async () => {
    await open(await serveFolder("reveal"), "#/1");
    const slide = () => ask(() => location.hash);
    const code = await ask(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const find = (selector) => document.querySelector("waiting-room")?.shadowRoot?.querySelector(selector);
      while (!find(".button") || !document.querySelector(".reveal.ready")) await frame();
      document.querySelector("waiting-room").speed = 10;
      await frame();
      find(".button").click();
      // (While a slide is still coming in, nothing in it can have the focus.)
      for (; !find(".typed:focus"); await frame()) if (!find(".phone").hasAttribute("hidden")) find(".typed").focus();
      return find(".message").textContent.replace(/[^0-9]/g, "");
    });
    await driver.actions().sendKeys(`${code.slice(0, 3)} ${code.slice(3)}`, Key.ENTER).perform();
    assert.equal(await slide(), "#/1");
    await ask(async () => {
      while (!document.querySelector("waiting-room").report) await new Promise(requestAnimationFrame);
      const playhead = document.querySelector("waiting-room").shadowRoot.querySelector(".playhead");
      for (; !playhead.matches(":focus"); await new Promise(requestAnimationFrame)) playhead.focus();
    });
    const arrived = await ask(() => document.querySelector("waiting-room").report.strategies[0].arrived);
    assert.equal(arrived, 3);
    await driver.actions().sendKeys(Key.ARROW_LEFT, Key.ARROW_LEFT, Key.ARROW_RIGHT, Key.HOME).perform();
    assert.deepEqual([await slide(), await ask(() => document.querySelector("waiting-room").moment)], ["#/1", 0]);
    await ask(() => document.querySelector("waiting-room").shadowRoot.activeElement.blur());
    for (let tries = 0; tries < 20 && (await slide()) !== "#/2"; tries++) await driver.actions().sendKeys(Key.ARROW_RIGHT).pause(200).perform();
    assert.equal(await slide(), "#/2", "elsewhere they do");
  });

  it("in a chapter of mdBook, the keys of the figure do not turn the page", async () => {
    buildBook();
    await open(await serveFolder("mdbook/book"), "waiting.html");
    const seen = await use();
    assert.equal(seen.result, "The longest wait took 8 s");
    isHonest(seen);
    const page = () => ask(() => location.pathname);
    await ask(() => document.querySelector("waiting-room").shadowRoot.querySelector(".playhead").focus());
    await driver.actions().sendKeys(Key.ARROW_LEFT, Key.ARROW_RIGHT, Key.HOME, Key.ARROW_RIGHT).perform();
    const moment = await ask(() => document.querySelector("waiting-room").moment);
    assert.ok(moment > 0 && moment < 2, `${moment}`);
    assert.equal(await page(), "/waiting.html");
    await ask(async () => {
      const figure = document.querySelector("waiting-room");
      figure.users = 100;
      figure.removeAttribute("waits");
      while (!figure.shadowRoot.querySelector("canvas")) await new Promise(requestAnimationFrame);
      figure.shadowRoot.querySelector("canvas").focus();
    });
    await driver.actions().sendKeys(Key.ARROW_RIGHT, Key.ARROW_LEFT).perform();
    assert.equal(await page(), "/waiting.html");
    await ask(() => document.querySelector("waiting-room").shadowRoot.activeElement.blur());
    await driver.actions().sendKeys(Key.ARROW_RIGHT).perform();
    for (let tries = 0; tries < 50 && (await page()) !== "/after.html"; tries++);
    assert.equal(await page(), "/after.html", "elsewhere they do");
  });

  it("in a cell of JupyterLab, the code that the reader types arrives, and no key runs a command", async () => {
    await open(await startJupyter(), "lab/tree/waiting.ipynb");
    const hasFigure = () => driver.executeScript('return document.querySelector("waiting-room") !== null');
    // A notebook takes its time until its keys do something.
    await driver.wait(async () => {
      await driver.executeScript('document.querySelector(".jp-Notebook .jp-Cell")?.focus()');
      await driver.actions().sendKeys(Key.ARROW_DOWN).keyDown(Key.SHIFT).sendKeys(Key.ENTER).keyUp(Key.SHIFT).pause(3000).perform();
      return hasFigure();
    }, 60_000);
    const { code, cells } = await ask(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const find = (selector) => document.querySelector("waiting-room")?.shadowRoot?.querySelector(selector);
      while (!find(".button")) await frame();
      document.querySelector("waiting-room").scrollIntoView({ block: "center" });
      find(".button").click();
      for (; !find(".typed:focus"); await frame()) if (!find(".phone").hasAttribute("hidden")) find(".typed").focus();
      return { code: find(".message").textContent.replace(/[^0-9]/g, ""), cells: document.querySelectorAll(".jp-Cell").length };
    });
    // Twice 0 would restart the kernel; b would make a cell, and x cut one.
    await driver.actions().sendKeys("0", "0", "b", "x", Key.BACK_SPACE, Key.BACK_SPACE, Key.BACK_SPACE, Key.BACK_SPACE, `${code.slice(0, 3)} ${code.slice(3)}`).perform();
    const typed = await ask(() => document.querySelector("waiting-room").shadowRoot.querySelector(".typed").value);
    assert.equal(typed, `${code.slice(0, 3)} ${code.slice(3)}`);
    await driver.actions().sendKeys(Key.ENTER).perform();
    const seen = await ask(async () => {
      const figure = document.querySelector("waiting-room");
      while (!figure.report) await new Promise(requestAnimationFrame);
      figure.shadowRoot.querySelector(".playhead").focus();
      return { arrived: figure.report.strategies[0].arrived, cells: document.querySelectorAll(".jp-Cell").length, dialogs: document.querySelectorAll(".jp-Dialog").length };
    });
    await driver.actions().sendKeys(Key.HOME, Key.ARROW_RIGHT, Key.ARROW_UP, Key.ARROW_UP).perform();
    const moment = await ask(() => document.querySelector("waiting-room").moment);
    assert.ok(moment > 0 && moment < 5, `${moment}`);
    assert.deepEqual(seen, { arrived: 3, cells, dialogs: 0 });
  });
});
