// The page around a figure: its layouts, its styles, its keys, what it lacks and what it forbids. (docs/embedding.md says what is promised.)
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Key } from "selenium-webdriver";
import { name, useBrowser } from "./browser.mjs";

/* global figure, pageHeard -- kept in the page from one step of a test to the next */

describe(`any page, in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  const keys = (...pressed) => browser.driver.actions().sendKeys(...pressed).perform();

  describe("layouts that ask for the width of the content", () => {
    // Around the figure, in a column of 600 pixels: the style of its parent, and the style of the figure itself.
    for (const [layout, style, own = ""] of [
      ["a flex row", "display: flex"], ["a flex column that centres", "display: flex; flex-direction: column; align-items: center"],
      ["a grid that centres", "display: grid; place-items: center"], ["an inline grid", "display: inline-grid"], ["a table", "display: table"],
      ["a table cell", "display: table-cell"], ["a float", "float: left"], ["an inline block", "display: inline-block"],
      ["fit-content", "width: fit-content"], ["a positioned box", "position: absolute; left: 0; max-width: 600px"],
      ["a block", ""], ["a figure with margins", "", "margin: 10px 20px"], ["a figure that floats", "", "float: left"],
      ["a figure in a row with margins", "display: flex", "margin: 0 20px"], ["an inline figure", "", "display: inline-block"],
    ]) {
      it(`fills the width in ${layout}`, async () => {
        await browser.host(`<body><div style="width: 600px; position: relative"><div style="${style}"></div></div>`);
        const width = await ask(async (own) => {
          const figure = await put();
          figure.setAttribute("style", own);
          document.querySelector("div > div").append(figure);
          await frame();
          await frame();
          const { marginLeft, marginRight } = getComputedStyle(figure);
          return figure.getBoundingClientRect().width + parseFloat(marginLeft) + parseFloat(marginRight);
        }, own);
        assert.ok(Math.abs(width - 600) <= 1, `${width} px`);
      });
    }

    it("shares a row with a neighbour, and stays in a narrow column", async () => {
      await browser.host('<body><div style="display: flex; width: 900px"></div><aside style="float: left; width: 240px"></aside>');
      const [first, second, narrow] = await ask(async () => {
        const figures = [await put(), await put(), await put()];
        document.querySelector("div").append(figures[0], figures[1]);
        document.querySelector("aside").append(figures[2]);
        await frame();
        await frame();
        return figures.map((figure) => figure.getBoundingClientRect().width);
      });
      assert.deepEqual([first, second, narrow].map(Math.round), [450, 450, 240]);
    });

    it("is readable even where there is no width at all", async () => {
      await browser.host('<body><table><tr><td></td><td style="width: 100%"></td></tr></table>');
      const width = await ask(async () => {
        const figure = await put();
        document.querySelector("td").append(figure);
        await frame();
        return figure.offsetWidth;
      });
      assert.ok(width >= 270, `${width} px`);
    });
  });

  describe("keys", () => {
    /** A page that hears every key, as early and as late as it can, and acts on it. */
    const listening = async (attributes) => {
      await browser.host("<body>");
      await ask(async (attributes) => {
        window.pageHeard = [];
        for (const type of ["keydown", "keypress", "keyup"]) {
          for (const capture of [true, false]) {
            document.addEventListener(type, (event) => {
              pageHeard.push(event.key);
              event.preventDefault();
            }, capture);
          }
          window.addEventListener(type, (event) => pageHeard.push(event.key));
        }
        window.figure = await put(attributes);
      }, attributes);
    };

    it("the code that the reader types stays in the figure", async () => {
      await listening({ waits: "60 0.1", you: "" });
      const code = await ask(async () => {
        part(figure, "button").click();
        while (part(figure, "phone").hasAttribute("hidden")) await frame();
        return part(figure, "message").textContent.replace(/[^0-9]/g, "");
      });
      const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
      await keys("0", Key.BACK_SPACE, ...spaced);
      const typed = await ask(() => part(figure, "typed").value);
      await keys(Key.ENTER);
      const { arrived, heard } = await ask(async () => {
        while (!figure.report) await frame();
        return { arrived: figure.report.strategies[0].arrived, heard: pageHeard };
      });
      assert.deepEqual([typed, arrived, heard], [spaced, 2, []]);
    });

    it("the keys of the playhead stay in the figure, others and those with modifiers do not", async () => {
      await listening({ waits: "1 2", speed: 1000 });
      await ask(async () => {
        await figure.run();
        await frame();
        part(figure, "playhead").focus();
      });
      await keys(Key.HOME, Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ARROW_LEFT, Key.PAGE_UP);
      const { moment, heard } = await ask(() => ({ moment: figure.moment, heard: pageHeard.splice(0) }));
      assert.ok(moment > 0, `${moment}`);
      assert.deepEqual(heard, []);
      await keys("s", Key.ESCAPE);
      assert.deepEqual(await ask(() => [...new Set(pageHeard)]), ["s", "Escape"]);
    });

    it("keys that are held while others are pressed stay in the figure, those with Ctrl do not", async () => {
      await listening({ waits: "60 0.1", you: "" });
      await ask(async () => {
        part(figure, "button").click();
        while (part(figure, "phone").hasAttribute("hidden")) await frame();
      });
      const { driver } = browser;
      await driver.actions().keyDown("1").keyDown("2").keyUp("1").keyDown("3").keyUp("2").keyUp("3").perform();
      assert.deepEqual(await ask(() => [part(figure, "typed").value, pageHeard.splice(0)]), ["123", []]);
      await driver.actions().keyDown(Key.CONTROL).sendKeys("k").keyUp(Key.CONTROL).perform();
      assert.ok((await ask(() => pageHeard)).includes("k"));
      await ask(() => void figure.stop());
    });

    it("the keys of a crowd stay in the figure", async () => {
      await listening({ users: 100, speed: 1000 });
      await ask(() => part(figure, "canvas").focus());
      await keys(Key.ARROW_RIGHT, Key.ARROW_DOWN, Key.END);
      const { about, heard } = await ask(async () => {
        await frame();
        return { about: part(figure, "about").textContent, heard: pageHeard };
      });
      assert.match(about, /^user 100/);
      assert.deepEqual(heard, []);
    });

    it("buttons, menus and lists keep their keys, and leave the arrows of a button to the page", async () => {
      await listening({ waits: "1 2", speed: 1000, panels: "timeline transcript", controls: "" });
      await ask(() => part(figure, "button").focus());
      await keys(Key.SPACE);
      await ask(async () => {
        while (!figure.report) await frame();
        part(figure, "take-away").querySelector("summary").focus();
      });
      await keys(Key.ENTER);
      await ask(async () => {
        while (!part(figure, "take")) await frame();
      });
      await keys(Key.ESCAPE);
      const heard = await ask(async () => {
        while (part(figure, "take-away").open) await frame();
        return pageHeard.splice(0);
      });
      assert.deepEqual(heard, []);
      await keys(Key.ESCAPE, Key.ARROW_RIGHT);
      assert.deepEqual(await ask(() => [...new Set(pageHeard.splice(0))]), ["Escape", "ArrowRight"]);
      await ask(async () => {
        await openLog(figure);
        part(figure, "log").focus();
      });
      await keys(Key.ARROW_DOWN, Key.SPACE);
      assert.deepEqual(await ask(() => pageHeard), []);
    });

    it("the settings are typed without the page", async () => {
      await listening({ controls: "" });
      await ask(async () => {
        part(figure, "controls").open = true;
        while (!part(figure, "setting")) await frame();
        const input = figure.shadowRoot.querySelector("[data-attribute=min-wait].typed");
        input.focus();
        input.select();
      });
      await keys("2", ".", "5", Key.ENTER);
      const { minWait, heard } = await ask(async () => {
        while (figure.minWait === 5) await frame();
        return { minWait: figure.minWait, heard: pageHeard };
      });
      assert.equal(minWait, 2.5);
      assert.deepEqual(heard, []);
    });
  });

  describe("styles", () => {
    /** How the figure looks: the sizes of texts and buttons, and where they stand. */
    const look = () => ask(async () => {
      const figure = await put({ waits: "1 2", speed: 1000 });
      await figure.run();
      await frame();
      const style = (name) => getComputedStyle(part(figure, name));
      const names = ["status", "button", "time", "note", "entry"];
      return names.map((name) => [name, part(figure, name).offsetWidth, part(figure, name).offsetHeight, style(name).textTransform]);
    });

    for (const style of [
      "text-transform: uppercase", "letter-spacing: 0.3em; word-spacing: 1em", "white-space: pre; text-indent: 4em", "line-height: 3",
      "font: italic small-caps bold 2rem/1 fantasy", "text-align: right; hyphens: auto", "writing-mode: vertical-rl; width: 700px",
      "visibility: visible; cursor: wait; text-shadow: 0 0 9px red", "list-style: square; border-collapse: collapse; text-anchor: end; fill: red",
      "word-break: break-all; overflow-wrap: anywhere; tab-size: 20", "-webkit-text-stroke: 2px red; font-feature-settings: 'smcp'",
    ]) {
      it(`ignores that the text around it has ${style}`, async () => {
        await browser.host('<style>body { width: 700px; font: 16px sans-serif }</style><body>');
        const plain = await look();
        await browser.host(`<style>body { width: 700px; font: 16px sans-serif } body { ${style} }</style><body>`);
        assert.deepEqual(await look(), plain);
      });
    }

    for (const [size, expected] of [["62.5%", 15], ["10px", 15], ["50%", 15], ["125%", 18.75], ["2em", 30]]) {
      it(`is readable where the root's text has a size of ${size}`, async () => {
        await browser.host(`<style>html { font-size: ${size} } body { font-size: 1.6rem; width: 800px }</style><body>`);
        const { sizes, button, input } = await ask(async () => {
          const figure = await put({ you: "", waits: "60 0.1" });
          figure.run();
          while (part(figure, "phone").hasAttribute("hidden")) await frame();
          const text = [...figure.shadowRoot.querySelectorAll(".figure *")].filter((node) => node.textContent.trim());
          const size = (node) => parseFloat(getComputedStyle(node).fontSize);
          const sizes = { smallest: Math.min(...text.map(size)), base: size(part(figure, "figure")) };
          return { sizes, button: part(figure, "button").offsetHeight, input: size(part(figure, "typed")) };
        });
        assert.ok(sizes.smallest >= 11, `${sizes.smallest} px`);
        assert.equal(sizes.base, expected);
        assert.ok(button >= 44, `a button of ${button} px`);
        assert.ok(input >= 16, `an input of ${input} px, which an iPhone enlarges`);
      });
    }

    it("can be scaled", async () => {
      await browser.host("<style>waiting-room { --waiting-room-size: 22px }</style><body>");
      const size = await ask(async () => getComputedStyle(part(await put(), "figure")).fontSize);
      assert.equal(size, "22px");
    });

    it("follows a theme toggle of the page, in the cells of a crowd too", async () => {
      await browser.host("<style>:root { color-scheme: light }</style><body>");
      const { light, dark, back } = await ask(async () => {
        const figure = await put({ users: 70, speed: 1000 });
        await figure.run();
        await frame();
        const cells = () => part(figure, "canvas").toDataURL();
        const after = async (scheme) => {
          const before = cells();
          document.documentElement.style.colorScheme = scheme;
          for (let frames = 0; frames < 30 && cells() === before; frames++) await frame();
          return cells();
        };
        return { light: cells(), dark: await after("dark"), back: await after("light") };
      });
      assert.notEqual(dark, light);
      assert.equal(back, light);
    });

    it("follows its own colours when the page changes them", async () => {
      await browser.host("<body>");
      const [before, after] = await ask(async () => {
        const figure = await put({ users: 70, speed: 1000 });
        await figure.run();
        await frame();
        const cells = () => part(figure, "canvas").toDataURL();
        const before = cells();
        figure.style.setProperty("--waiting-room-last", "rebeccapurple");
        for (let frames = 0; frames < 30 && cells() === before; frames++) await frame();
        return [before, cells()];
      });
      assert.notEqual(after, before);
    });

    // (WebKit reports positions under `zoom` in units of its own.)
    const zooms = name === "webkit" ? [] : ["zoom: 0.6", "zoom: 1.4"];
    for (const style of ["transform: scale(0.5); transform-origin: 0 0", "transform: scale(1.5); transform-origin: 0 0", ...zooms]) {
      it(`is where the pointer is under ${style}`, async () => {
        await browser.host("<style>body { margin: 0 }</style><body><div></div>");
        const { x, y, second } = await ask(async (style) => {
          window.figure = await put({ waits: "10 8", speed: 1000 });
          document.querySelector("div").append(figure);
          document.querySelector("div").setAttribute("style", `${style}; width: 500px`);
          await figure.run();
          await frame();
          await frame();
          const second = [...part(figure, "present").querySelectorAll(".tick")].find(({ textContent }) => Number(textContent) > 0);
          const { left, right, top } = second.getBoundingClientRect();
          return { x: Math.round((left + right) / 2), y: Math.round(top - 40 * (style.includes("0.") ? 0.5 : 1)), second: Number(second.textContent) };
        }, style);
        await browser.driver.actions().move({ x, y, origin: "viewport" }).press().release().perform();
        const moment = await ask(() => figure.moment);
        assert.ok(Math.abs(moment - second) < 0.3, `${moment} s under the tick of ${second} s`);
      });
    }
  });

  describe("what a page lacks", () => {
    it("runs without what browsers have had for less than two years", async () => {
      await browser.host(`<script>
        for (const name of ["withResolvers", "try", "any", "allSettled"]) delete Promise[name];
        for (const name of ["findLast", "toSorted", "toSpliced", "toReversed", "with", "group"]) delete Array.prototype[name];
        delete Array.fromAsync; delete Object.groupBy; delete Map.groupBy; delete Symbol.dispose; delete globalThis.structuredClone;
        delete URL.canParse; delete globalThis.Iterator; delete AbortSignal.any; delete String.prototype.isWellFormed;
        delete globalThis.scheduler; delete globalThis.requestIdleCallback; delete globalThis.navigation; delete Document.prototype.startViewTransition;
      </script><body>`);
      const { arrived, lines } = await ask(async () => {
        const figure = await put({ autorun: "", speed: 1000, panels: "timeline transcript source loop", controls: "" });
        while (!figure.report || !figure.shadowRoot.querySelector(".code-line")) await frame();
        return { arrived: figure.report.strategies[0].arrived, lines: texts(figure, ".code-line").length };
      });
      assert.equal(arrived, 6);
      assert.ok(lines > 5);
    });

    for (const [situation, setUp] of [
      ["has no clipboard", () => void Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true })],
      ["may not write to it", () => void Object.defineProperty(navigator, "clipboard", { value: { writeText: async () => { throw new DOMException("no", "NotAllowedError"); } }, configurable: true })],
      ["has one that throws", () => void Object.defineProperty(navigator, "clipboard", { get() { throw new Error("no"); }, configurable: true })],
    ]) {
      it(`shows the text to copy by hand when the page ${situation}`, async () => {
        await browser.page("blank.html");
        await ask(setUp);
        const { outcome, selected, focused } = await ask(async () => {
          const figure = await put({ waits: "1 2", seed: 7 });
          const outcome = await chooseFromMenu(figure, "Copy the code");
          const area = figure.shadowRoot.querySelector("textarea");
          const selected = area.value.slice(area.selectionStart, area.selectionEnd);
          return { outcome, selected, focused: figure.shadowRoot.activeElement === area };
        });
        assert.match(outcome, /Copy the text yourself/);
        assert.match(selected, /^<script .*\n<waiting-room waits="1 2" seed="7"><\/waiting-room>\n$/);
        assert.ok(focused);
      });
    }

    it("claims of no file that it is saved", async () => {
      await browser.page("blank.html");
      const outcomes = await ask(async () => {
        const figure = await put({ waits: "1 2", speed: 1000 });
        URL.createObjectURL = () => "#";
        await figure.run();
        const outcomes = [];
        for (const label of ["Save the picture", "Save the log", "Save the recording"]) outcomes.push(await chooseFromMenu(figure, label));
        return outcomes;
      });
      for (const outcome of outcomes) assert.doesNotMatch(outcome, /\bsaved\b/i);
    });
  });

  describe("frames", () => {
    const FIGURE = '<script type="module" src="/www/waiting-room.js"></script><body><waiting-room waits="1 2" speed="1000" seed="7"></waiting-room>';

    /** Opens a page with a figure in a frame that has these attributes, and goes into the frame. */
    const enter = async (attributes) => {
      browser.pages.set("/frame.html", { html: FIGURE });
      await browser.host(`<body><iframe ${attributes} width="600" height="600"></iframe>`);
      await browser.driver.switchTo().frame(0);
      await ask(async () => {
        while (!document.querySelector("waiting-room")) await frame();
        await built(document.querySelector("waiting-room"));
      });
    };

    for (const [situation, attributes] of [
      ["may not save", 'sandbox="allow-scripts allow-same-origin" src="/frame.html"'],
      ["may nothing but run scripts and open windows", 'sandbox="allow-scripts allow-same-origin allow-popups" src="/frame.html"'],
      ["may do everything", 'src="/frame.html"'],
    ]) {
      it(`claims of nothing that it is saved, in a frame that ${situation}`, async () => {
        await enter(attributes);
        const outcomes = await ask(async () => {
          const figure = document.querySelector("waiting-room");
          await figure.run();
          const outcomes = [];
          for (const label of ["Save the picture", "Save the log", "Save the recording"]) outcomes.push(await chooseFromMenu(figure, label));
          return outcomes;
        });
        for (const outcome of outcomes) assert.doesNotMatch(outcome, /\bsaved\b/i);
        // The browser tells developers, sooner or later, that it did not; and what it thinks of such frames.
        const isTold = (trouble) => /download is disallowed/i.test(trouble);
        const troubles = await browser.troubles();
        while (name === "chromium" && attributes.includes("sandbox") && !troubles.some(isTold)) troubles.push(...(await browser.troubles()));
        await browser.page("blank.html");
        troubles.push(...(await browser.troubles()));
        assert.deepEqual(troubles.filter((trouble) => !isTold(trouble) && !/sandbox/i.test(trouble)), []);
      });
    }

    for (const allowed of ["", 'allow="fullscreen"', 'sandbox="allow-scripts allow-same-origin"']) {
      it(`shows the text to copy by hand in a frame from elsewhere ${allowed}`, async () => {
        const elsewhere = (await browser.driver.getCurrentUrl()).includes("127.0.0.1") ? "localhost" : "127.0.0.1";
        const { port } = new URL(await browser.driver.getCurrentUrl());
        await enter(`${allowed} src="http://${elsewhere}:${port}/frame.html"`);
        const [outcome, text] = await ask(async () => {
          const figure = document.querySelector("waiting-room");
          const outcome = await chooseFromMenu(figure, "Copy the code");
          return [outcome, part(figure, "take-away").querySelector("textarea")?.value];
        });
        if (outcome !== "Copied.") assert.match(text, /^<script .*\n<waiting-room waits="1 2" seed="7" speed="1000"><\/waiting-room>\n$/, outcome);
        assert.match(outcome, name === "chromium" ? /Copy the text yourself/ : /Copy the text yourself|^Copied\.$/);
        await browser.troubles();
        await ask(() => void troubles.splice(0));
      });
    }
  });

  describe("other documents", () => {
    it("opens its link beside a frame, not in it", async () => {
      browser.pages.set("/frame.html", { html: '<script type="module" src="/www/waiting-room.js"></script><body><waiting-room seed="7"></waiting-room>' });
      await browser.host('<body><iframe src="/frame.html" width="600" height="600"></iframe>');
      const [inside, outside] = await ask(async () => {
        const inner = document.querySelector("iframe").contentWindow;
        while (!inner.document?.querySelector("waiting-room")?.shadowRoot?.querySelector(".figure")) await frame();
        const framed = inner.document.querySelector("waiting-room");
        await openMenu(framed);
        const figure = await put();
        await openMenu(figure);
        return [part(framed, "link").target, part(figure, "link").target];
      });
      assert.deepEqual([inside, outside], ["_blank", ""]);
    });

    it("says why it has no link where the page has no address for a run", async () => {
      await browser.page("blank.html");
      const text = await ask(async () => {
        const figure = await put({ page: "about:blank" });
        await openMenu(figure);
        return [part(figure, "link"), part(figure, "take-away").textContent];
      });
      assert.equal(text[0], null);
      assert.match(text[1], /This page has no address for a single run/);
    });

    it("keeps its looks, its run and its keys when it is moved into the document of a frame, and back", async () => {
      await browser.host("<body><iframe width=700 height=700></iframe>");
      const { looks, arrived, again, states } = await ask(async () => {
        const figure = await put({ waits: "1 2", speed: 1000, panels: "timeline source" });
        await figure.run();
        const inner = document.querySelector("iframe").contentDocument;
        const look = async (parent) => {
          parent.append(figure);
          const isThere = () => part(figure, "figure") && figure.shadowRoot.querySelector(".code-line");
          for (let frames = 0; frames < 20 || !isThere(); frames++) await frame();
          await openMenu(figure);
          part(figure, "take-away").open = false;
          const { defaultView } = figure.ownerDocument;
          const style = (name, property) => defaultView.getComputedStyle(part(figure, name))[property];
          return [style("button", "fontWeight"), style("header", "display"), style("take", "textAlign"), style("code-line", "display")].join();
        };
        const before = await look(document.body);
        const looks = [before, await look(inner.body)];
        const states = laneStates(figure);
        const heard = [];
        inner.addEventListener("keydown", ({ key }) => heard.push(key));
        part(figure, "playhead").dispatchEvent(new inner.defaultView.KeyboardEvent("keydown", { key: "Home", code: "Home", bubbles: true, composed: true }));
        looks.push(await look(document.body));
        const { arrived } = (await figure.run()).strategies[0];
        return { looks, arrived, again: heard, states };
      });
      assert.equal(looks[0], "600,flex,start,flex");
      assert.deepEqual(looks.slice(1), [looks[0], looks[0]]);
      assert.deepEqual([arrived, states, again], [2, ["arrived", "arrived"], []]);
    });
  });

  describe("policies", () => {
    it("says that the page forbids WebAssembly, and shows what stands in it", async () => {
      await browser.host("<body>", "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'");
      const { text, slot } = await ask(async () => {
        const figure = await put();
        return { text: texts(figure, "[role=alert]")[0], slot: figure.shadowRoot.querySelector("slot") !== null };
      });
      await browser.troubles();
      await ask(() => void troubles.splice(0));
      assert.equal(text, "waiting-room could not be loaded: the policy of this page forbids WebAssembly; its script-src needs 'wasm-unsafe-eval'");
      assert.ok(slot);
    });
  });
});

if (name === "firefox") {
  describe("a browser that resists fingerprinting", () => {
    const browser = useBrowser({ "privacy.resistFingerprinting": true });

    for (const users of [61, 400, 2000]) {
      it(`shows ${users} cells in the colours of the figure`, async () => {
        await browser.host("<body>");
        // What the page reads from a canvas is falsified, what the figure writes is not.
        const colours = await browser.ask(async (users) => {
          const { putImageData } = CanvasRenderingContext2D.prototype;
          let last = null;
          CanvasRenderingContext2D.prototype.putImageData = function (image, ...rest) {
            last = image;
            putImageData.call(this, image, ...rest);
          };
          const figure = await put({ users, speed: 1000, "min-wait": 0, "max-wait": 1, step: 0.1, strategies: "one-by-one" });
          figure.style.setProperty("--waiting-room-first", "rgb(255 0 0)");
          figure.style.setProperty("--waiting-room-last", "rgb(255 0 255)");
          await frame();
          figure.speed = 1000;
          await figure.run();
          await frame();
          const cells = Array.from({ length: users }, (_, cell) => [...last.data.slice(4 * cell, 4 * cell + 4)]);
          return { first: cells[0], last: cells[users - 1], odd: cells.filter(([red, green, , alpha]) => red !== 255 || green !== 0 || alpha !== 255).length };
        }, users);
        assert.deepEqual(colours, { first: [255, 0, 0, 255], last: [255, 0, 255, 255], odd: 0 });
      });
    }
  });
}
