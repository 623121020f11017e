// What scripts/bundle makes for web servers.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

describe(`the bundle in ${name}`, () => {
  const browser = useBrowser();

  it("shows the page, runs a figure, and links to itself", async () => {
    await browser.page("dist/index.html?waits=0.2+0.1&seed=7");
    const { users, link, here } = await browser.ask(async () => {
      const figure = document.querySelector("waiting-room");
      await built(figure);
      const { users } = await figure.run();
      await openMenu(figure);
      return { users, link: part(figure, "link").href, here: location.href };
    });
    assert.equal(users, 2);
    assert.equal(new URL(link).pathname, new URL(here).pathname);
  });

  it("goes on when a figure breaks, though it cannot say why", async () => {
    await browser.page("dist/index.html");
    const seen = await browser.ask(async () => {
      const [broken, other] = document.querySelectorAll("waiting-room");
      await settled();
      other.speed = 1000;
      await frame();
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = () => null;
      broken.users = 100;
      const alert = () => broken.shadowRoot.querySelector("[role=alert]:not(.error)")?.textContent;
      while (!alert()) await frame();
      HTMLCanvasElement.prototype.getContext = getContext;
      const told = alert();
      const { arrived } = (await other.run()).strategies[0];
      broken.shadowRoot.querySelector("button").click();
      await built(broken);
      return { told, arrived, again: (await broken.run()).users, troubles: troubles.splice(0) };
    });
    await browser.troubles();
    assert.match(seen.told, /^this figure broke \(.*unreachable.*\)$/i);
    assert.deepEqual([seen.arrived, seen.again], [6, 100]);
  });
});

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'";
const TWO_LINES = '<script type="module" src="/dist/waiting-room.js"></script>';

describe(`the one script in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  /** Runs the first figure with all its panels and menus; resolves with how many codes arrived, and the addresses that were asked for. */
  const useEverything = () => ask(async () => {
    const figure = document.querySelector("waiting-room");
    await built(figure);
    figure.panels = ["timeline", "transcript", "source", "loop"];
    figure.controls = true;
    figure.speed = 1000;
    await frame();
    const { strategies } = await figure.run();
    await openMenu(figure);
    const menu = part(figure, "take-away").textContent;
    part(figure, "take-away").open = false;
    part(figure, "controls").open = true;
    while (!part(figure, "setting") || !part(figure, "code-line")) await frame();
    const asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname).filter((path) => !/icon|watch\.js|favicon/.test(path));
    return { arrived: strategies[0].arrived, asked, menu };
  });

  it("is all that a page needs, under the strictest policy", async () => {
    await browser.host(`${TWO_LINES}<body><waiting-room>Six users wait.</waiting-room>`, STRICT);
    const { arrived, asked } = await useEverything();
    assert.equal(arrived, 6);
    assert.deepEqual(asked, ["/dist/waiting-room.js"]);
  });

  for (const [script, policy, files] of [
    ["/dist/waiting-room.js", STRICT, ["waiting-room-program.js", "waiting-room.js"]],
    // What stands beside the script must be asked for.
    ["/dist/www/waiting-room.js", STRICT.replace("style-src", "connect-src 'self'; style-src"), ["chunk", "chunk", "contextlib", "functools", "json", "program.js", "waiting-room.js", "waiting_room_program_bg.wasm"]],
  ]) {
    it(`loads for a program what it imports, and nothing else: ${script}`, async () => {
      const program = "import asyncio\nfrom contextlib import suppress\nwith suppress(ValueError):\n    import json\n    print(json.loads('[1]'))\n";
      await browser.host(`<script type="module" src="${script}"></script><body><waiting-room program><pre>${program}</pre></waiting-room>`, policy);
      const { output, asked } = await ask(async () => {
        const { output } = await document.querySelector("waiting-room").run();
        const names = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname.replace(/.*\//, "").replace(/-\w{8}\.js$/, ""));
        return { output, asked: names.filter((name) => !/icon|watch\.js|favicon/.test(name)).sort() };
      });
      assert.equal(output, "[1]\n");
      assert.deepEqual(asked, files);
    });
  }

  it("goes into a page twice, and beside another version", async () => {
    await browser.host(`${TWO_LINES}<script type="module" src="/dist/waiting-room.js?version=2"></script>${TWO_LINES}
      <script type="module" src="/dist/www/waiting-room.js"></script><body><waiting-room></waiting-room><waiting-room></waiting-room>`, STRICT.replace("style-src", "connect-src 'self'; style-src"));
    const arrived = await ask(async () => {
      await settled();
      const reports = await Promise.all([...document.querySelectorAll("waiting-room")].map((figure) => ((figure.speed = 1000), figure.run())));
      return reports.map(({ strategies }) => strategies[0].arrived);
    });
    assert.deepEqual(arrived, [6, 6]);
  });

  it("offers code that works, and no link that leads nowhere", async () => {
    await browser.host(`${TWO_LINES}<body><waiting-room seed="7"></waiting-room>`);
    const { code, menu } = await ask(async () => {
      let code = "";
      Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (code = text) } });
      const figure = document.querySelector("waiting-room");
      await built(figure);
      await chooseFromMenu(figure, "Copy the code");
      return { code, menu: part(figure, "take-away").textContent };
    });
    const [, address] = /^<script type="module" src="(.*)"><\/script>\n<waiting-room seed="7"><\/waiting-room>\n$/.exec(code);
    assert.equal(new URL(address).pathname, "/dist/waiting-room.js");
    assert.match(menu, /This page has no address for a single run/);
  });

  it("loads nothing but itself before a figure is near", async () => {
    await browser.host(`${TWO_LINES}<body><div style="height: 500vh"></div><waiting-room>Six users wait.</waiting-room>`);
    const [before, after] = await ask(async () => {
      const figure = document.querySelector("waiting-room");
      await customElements.whenDefined("waiting-room");
      for (let frames = 0; frames < 20; frames++) await frame();
      const before = part(figure, "figure");
      figure.scrollIntoView();
      await built(figure);
      return [before, part(figure, "figure") !== null];
    });
    assert.deepEqual([before, after], [null, true]);
  });

  it("runs at once when a script asks, however far away the figure is", async () => {
    await browser.host(`${TWO_LINES}<body><div style="height: 500vh"></div><waiting-room speed="1000"></waiting-room>`);
    const arrived = await ask(async () => {
      await customElements.whenDefined("waiting-room");
      return (await document.querySelector("waiting-room").run()).strategies[0].arrived;
    });
    assert.equal(arrived, 6);
  });
});

describe(`the one page in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  const file = new URL("../../dist/waiting-room.html", import.meta.url);

  /** What a teacher sees who opens it: the first figure runs to its end. */
  const run = () => browser.driver.executeAsyncScript(`
    const done = arguments[0];
    customElements.whenDefined("waiting-room").then(async () => {
      const figure = document.querySelector("waiting-room");
      figure.speed = 1000;
      const { strategies } = await figure.run();
      done([strategies[0].arrived, getComputedStyle(document.querySelector("h1")).fontWeight, document.querySelectorAll("waiting-room").length]);
    });`);

  it("works from a file, without a server", async () => {
    await browser.driver.get(file.href + "?waits=1+2+3");
    const [arrived, weight, figures] = await run();
    assert.deepEqual([arrived, weight], [3, "700"]);
    assert.ok(figures > 5);
    await browser.page("blank.html");
  });

  it("works in the srcdoc of a frame", async () => {
    await browser.host("<body><iframe width=600 height=600></iframe>");
    const [arrived, link] = await ask(async () => {
      const page = await (await fetch("/dist/waiting-room.html")).text();
      const frameElement = document.querySelector("iframe");
      frameElement.srcdoc = page;
      await heard(frameElement, "load");
      const inner = frameElement.contentWindow;
      await inner.customElements.whenDefined("waiting-room");
      const figure = inner.document.querySelector("waiting-room");
      figure.speed = 1000;
      const { strategies } = await figure.run();
      await openMenu(figure);
      return [strategies[0].arrived, part(figure, "link")];
    });
    assert.deepEqual([arrived, link], [6, null]);
  });
});

describe(`the page for frames in ${name}`, () => {
  const browser = useBrowser();

  it("tells the page around it its height, by the snippet in the docs", async () => {
    const docs = await readFile(new URL("../../docs/embedding.md", import.meta.url), "utf8");
    const [, snippet] = /```html\n(<iframe[^]*?)```/.exec(docs);
    browser.pages.set("/dist/embed.html", { policy: "" }); // its script is part of it
    await browser.page("blank.html");
    const { origin } = new URL(await browser.driver.getCurrentUrl());
    await browser.host(`<body>${snippet.replaceAll("https://example.org/waiting-room/", `${origin}/dist/`).replaceAll("https://example.org", origin)}`);
    const { first, heights, arrived, href, cut, after } = await browser.ask(async () => {
      const frameElement = document.querySelector("iframe");
      const inner = () => frameElement.contentDocument?.querySelector("waiting-room");
      while (!inner()?.shadowRoot?.querySelector(".figure")) await frame();
      const heights = [];
      const first = frameElement.offsetHeight;
      const differ = () => Math.abs(frameElement.offsetHeight - inner().offsetHeight) > 2;
      const settled = async () => {
        for (let frames = 0; frames < 20 || (differ() && frames < 300); frames++) await frame();
      };
      for (const width of ["700px", "320px"]) {
        frameElement.style.width = width;
        await settled();
        heights.push([frameElement.offsetHeight, inner().offsetHeight]);
      }
      inner().speed = 1000;
      const { strategies } = await inner().run();
      await settled();
      const closed = frameElement.offsetHeight;
      inner().controls = true;
      await openMenu(inner());
      const { href } = part(inner(), "link");
      part(inner(), "controls").open = true;
      const menu = part(inner(), "controls").querySelector(".menu");
      const isCut = () => menu.getBoundingClientRect().bottom > frameElement.offsetHeight + 1 || menu.children.length < 5;
      for (let frames = 0; frames < 300 && isCut(); frames++) await frame();
      const cut = isCut();
      part(inner(), "controls").open = false;
      for (let frames = 0; frames < 300 && frameElement.offsetHeight !== closed; frames++) await frame();
      return { first, heights, arrived: strategies[0].arrived, href, cut, after: frameElement.offsetHeight - closed };
    });
    assert.ok(first > 300, `a frame of ${first} px before the figure is drawn`);
    assert.deepEqual([cut, after], [false, 0], "the frame is as high as an open menu, and then as before");
    for (const [outer, figure] of heights) assert.ok(Math.abs(outer - figure) <= 2, `a frame of ${outer} px around a figure of ${figure} px`);
    assert.notEqual(heights[0][1], heights[1][1]);
    assert.equal(arrived, 6);
    assert.equal(new URL(href).pathname, "/dist/embed.html");
  });
});
