// How the figure lies on the page: no text on another, nothing that moves, no higher than it should be, and no frame for nothing.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/* global figure, collisions, wideTo -- kept in the page from one step of a test to the next */

const NOTEBOOK = { waits: "6 8 7 8 13 6", seed: "9", speed: "100" };
const ALL = "one-by-one all-at-once at-most first deadline fail-fast blocking never-awaited";
const PROGRAM = `import asyncio, time
async def wait(lock, seconds):
    async with lock:
        await asyncio.sleep(seconds)
        print("waited for a rather long time, which is", seconds)
async def main():
    lock = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for seconds in (1, 20, 3):
            group.create_task(wait(lock, seconds), name=f"a task with a long name {seconds}")
        group.create_task(asyncio.to_thread(time.sleep, 9))
        await asyncio.sleep(4)
        raise ValueError("that was enough")
asyncio.run(main())
`;
const FIGURES = {
  "the default": NOTEBOOK,
  "both ways": { ...NOTEBOOK, strategies: "all-at-once one-by-one" },
  "four ways": { ...NOTEBOOK, strategies: "at-most first deadline fail-fast" },
  "every way": { ...NOTEBOOK, strategies: ALL },
  "mistakes": { waits: "0.2 0.1 0.15 0.1 0.2 0.1", strategies: "all-at-once blocking never-awaited" },
  "a thousandth of a second": { waits: "0.001 0.002 0.0015", speed: "1" },
  "an hour": { waits: "3600 3599.999", speed: "1000", strategies: "first" },
  "sixty users": { users: "60", seed: "1", speed: "100" },
  "the reader": { ...NOTEBOOK, you: "", guess: "" },
  "a crowd": { users: "1000", "min-wait": "5", "max-wait": "7", step: "0.001", seed: "1", speed: "100" },
  "a program": { program: PROGRAM, speed: "100", panels: "timeline source transcript loop", controls: "" },
  "all panels": { ...NOTEBOOK, panels: "timeline source loop transcript" },
};
const WIDTHS = [728, 560, 456, 360, 296, 264];

describe(`the layout in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);

  beforeEach(async () => {
    await browser.page("blank.html");
    await ask(() => {
      window.wideTo = async (width) => {
        figure.style.cssText = `box-sizing: content-box; width: ${width}px`;
        for (let frames = 0; frames < 3; frames++) await frame();
      };
      /** The pairs of texts that lie on one another. */
      window.collisions = () => {
        const walker = document.createTreeWalker(figure.shadowRoot, NodeFilter.SHOW_TEXT);
        const boxes = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node.parentElement;
          if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest("option, .listings, details:not([open]) > :not(summary)")) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          const scrolled = element.closest(".log, .thread, .program-listing")?.getBoundingClientRect();
          for (const { left, top, ...far } of range.getClientRects()) {
            const [right, bottom] = [Math.min(far.right, scrolled?.right ?? Infinity), far.bottom];
            if (scrolled && (bottom <= scrolled.top || top >= scrolled.bottom)) continue;
            // A line of text is higher than its letters.
            const inset = (bottom - top) * 0.2;
            if (right - left > 1) boxes.push({ text: node.data, left: left + 0.5, right: right - 0.5, top: top + inset, bottom: bottom - inset });
          }
        }
        const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
        return boxes.flatMap((one, index) => boxes.slice(0, index).filter((other) => meet(one, other)).map((other) => `${one.text} / ${other.text}`));
      };
    });
  });

  for (const [title, attributes] of Object.entries(FIGURES)) {
    it(`lays no text on another: ${title}`, async () => {
      const found = await ask(async (attributes, widths) => {
        const found = {};
        window.figure = await put(attributes);
        const look = async (state) => {
          for (const width of widths) {
            await wideTo(width);
            const met = collisions();
            if (met.length) found[`${state}, ${width} px`] = met;
          }
        };
        await look("before");
        await runAll([figure]);
        await look("after");
        const end = Math.max(...figure.report.strategies.map(({ measuredSeconds }) => measuredSeconds));
        for (const share of [0, 0.3, 0.7]) {
          figure.moment = share * end;
          await frame();
          await look(`at ${share}`);
        }
        for (const tab of figure.shadowRoot.querySelectorAll(".tab")) {
          tab.click();
          await look(tab.textContent);
        }
        await openMenu(figure);
        return found;
      }, attributes, WIDTHS);
      assert.deepEqual(found, {});
    });
  }

  for (const [title, attributes] of Object.entries(FIGURES)) {
    // Only Chromium measures shifts; the height is the same for all.
    it(`moves nothing when a run starts, goes on, ends, or is looked at again: ${title}`, async () => {
      const found = await ask(async (attributes, widths) => {
        const found = {};
        for (const width of widths) {
          window.figure?.remove();
          window.figure = await put(attributes);
          await wideTo(width);
          while (figure.shadowRoot.querySelector("waiting-room-source:not(:has(.code-lines))")) await frame();
          const height = figure.offsetHeight;
          const entries = [];
          const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
          if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) observer.observe({ type: "layout-shift" });
          await runAll([figure]);
          await frame();
          figure.moment = 0;
          await frame();
          figure.moment = 7;
          await frame();
          await frame();
          entries.push(...observer.takeRecords());
          observer.disconnect();
          const shift = entries.reduce((sum, { value }) => sum + value, 0);
          if (shift > 0 || figure.offsetHeight !== height) found[width] = [shift, height, figure.offsetHeight];
        }
        return found;
      }, attributes, WIDTHS);
      assert.deepEqual(found, {});
    });
  }

  it("is no higher than it should be", async () => {
    const heights = await ask(async (figures) => {
      const heights = {};
      for (const [title, width, attributes] of figures) {
        document.body.style.width = `${width}px`;
        window.figure?.remove();
        window.figure = await put(attributes);
        for (let frames = 0; frames < 3; frames++) await frame();
        heights[title] = figure.offsetHeight;
      }
      return heights;
    }, [["default", 760, NOTEBOOK], ["panels", 760, { ...NOTEBOOK, panels: "timeline source loop" }],
      ["four", 760, FIGURES["four ways"]], ["narrow", 360, NOTEBOOK]]);
    for (const [title, bound] of Object.entries({ default: 520, panels: 760, four: 900, narrow: 600 })) {
      assert.ok(heights[title] <= bound, `${title}: ${heights[title]} px`);
    }
  });

  it("unfolds menus inside the figure", async () => {
    const found = await ask(async (widths) => {
      window.figure = await put({ controls: "", strategies: "at-most deadline" });
      const found = [];
      for (const width of widths) {
        await wideTo(width);
        for (const name of ["controls", "take-away"]) {
          const details = part(figure, name);
          details.open = true;
          while (!details.querySelector(".menu").childElementCount || !figure.shadowRoot.adoptedStyleSheets[1]) await frame();
          await frame();
          const [menu, host] = [details.querySelector(".menu"), figure].map((node) => node.getBoundingClientRect());
          if (menu.left < host.left || menu.right > host.right || menu.width < 200) found.push(`${name} at ${width} px: ${menu.left} to ${menu.right}`);
          details.open = false;
        }
      }
      return found;
    }, WIDTHS);
    assert.deepEqual(found, []);
  });

  it("moves only when something happens, for readers who prefer reduced motion", async () => {
    const [moving, still] = await ask(async () => {
      const prefers = window.matchMedia;
      let isReduced = false;
      window.matchMedia = (query) => (query.includes("reduced-motion") ? { get matches() { return isReduced; } } : prefers(query));
      const figure = await put({ waits: "3 6", speed: "10" });
      // In how many frames a run was drawn, and in how many places its needle was.
      const places = async () => {
        const seen = new Set();
        const observer = new MutationObserver(() => seen.add(part(figure, "needle").style.transform));
        observer.observe(part(figure, "needle"), { attributes: true });
        let isOver = false;
        const run = figure.run().then(() => (isOver = true));
        let frames = 0;
        for (; !isOver; frames++) await frame();
        await run;
        observer.disconnect();
        return [frames, seen.size];
      };
      const moving = await places();
      isReduced = true;
      return [moving, await places()];
    });
    assert.ok(moving[1] >= moving[0] / 2, `${moving} frames and places`);
    assert.ok(still[1] >= 2 && still[1] <= 10, `${still} frames and places`);
  });

  it("requests no frame when it is finished, nor out of sight while it runs", async () => {
    const counts = await ask(async () => {
      const request = window.requestAnimationFrame;
      let count = 0;
      const frames = async (count) => { for (; count > 0; count--) await new Promise((resolve) => request.call(window, resolve)); };
      const outOfSight = () => new Promise((resolve) => {
        const observer = new IntersectionObserver((entries) => entries.at(-1).isIntersecting || (observer.disconnect(), resolve()));
        observer.observe(figure);
      });
      const during = async (act) => {
        count = 0;
        await act();
        return count;
      };
      window.figure = await put({ waits: "0.5 1", speed: "1" });
      await figure.run();
      await frames(3);
      window.requestAnimationFrame = (callback) => (count++, request(callback));
      const finished = await during(() => frames(20));
      const shown = await during(() => figure.run());
      figure.style.marginTop = "5000px";
      await outOfSight();
      const unseen = await during(() => figure.run());
      window.requestAnimationFrame = request;
      return { finished, shown, unseen };
    });
    assert.equal(counts.finished, 0);
    assert.ok(counts.shown > 3, `${counts.shown} frames while it is seen`);
    assert.ok(counts.unseen <= 1, `${counts.unseen} frames while it is not`);
  });
});
