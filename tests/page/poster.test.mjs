// Pictures for places where no script may run, compared with the figure.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { PNG } from "pngjs";
import { name, useBrowser } from "./browser.mjs";

/* global figure, saved -- kept in the page from one step of a test to the next */

/** How many pixels may differ, in percent: texts and textures begin at other fractions of a pixel, so their edges are blurred
 *  otherwise. A bar that is ten pixels longer, or one code that is missing, is more. */
const TOLERANCE = 0.4;
/** From how much on a pixel differs, of 255. */
const VISIBLE = 64;

/** The part of a screenshot in a rectangle. */
const cut = (screenshot, { left, top, width, height }) => {
  const [whole, part] = [PNG.sync.read(Buffer.from(screenshot, "base64")), new PNG({ width, height })];
  PNG.bitblt(whole, part, left, top, width, height, 0, 0);
  return part;
};

const difference = (one, other) => {
  let different = 0;
  for (let index = 0; index < one.data.length; index += 4) {
    if ([0, 1, 2].some((channel) => Math.abs(one.data[index + channel] - other.data[index + channel]) > VISIBLE)) different++;
  }
  return (100 * different) / (one.data.length / 4);
};

describe(`pictures in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);
  const shot = (rectangle) => browser.driver.takeScreenshot().then((screenshot) => cut(screenshot, rectangle));

  /** A finished run, and its moving picture in `saved`. */
  const finished = async (attributes) => {
    await browser.host("<style>body { margin: 0 } iframe, img { position: fixed; inset: 0 auto auto 0; border: 0 }</style><body>");
    return ask(async (attributes) => {
      window.figure = await put({ speed: 100, seed: 7, ...attributes });
      await figure.run();
      await frame();
      URL.createObjectURL = (blob) => (blob.text().then((text) => (window.saved = text)), "#");
      await chooseFromMenu(figure, "Save it as a moving");
      while (!window.saved) await frame();
      part(figure, "take-away").open = false;
      return figure.moment;
    }, attributes);
  };

  /** What the figure shows at a moment. */
  const figureAt = async (moment) => {
    const rectangle = await ask(async (moment) => {
      figure.moment = moment;
      figure.shadowRoot.activeElement?.blur();
      part(figure, "timeline").scrollIntoView({ block: "center" });
      await frame();
      await frame();
      const { left, top, width, height } = part(figure, "present").getBoundingClientRect();
      // Where it begins at a whole pixel, it looks the same everywhere.
      figure.style.cssText += `position: relative; left: ${Math.round(left) - left}px; top: ${Math.round(top) - top}px`;
      await frame();
      return { left: Math.round(left), top: Math.round(top), width: Math.floor(width), height: Math.floor(height) };
    }, moment);
    return [await shot(rectangle), rectangle];
  };

  /** What the moving picture shows as an image, so long after it began to play; the animations stand still then. */
  const imageAt = async (share, { width, height }) => {
    await ask(async (share) => {
      const [, seconds] = /animation-duration:([\d.]+)s/.exec(saved);
      const [, percent] = /@keyframes now\{0%\{[^}]*\}([\d.]+)%/.exec(saved);
      const delay = share * ((seconds * percent) / 100);
      const paused = saved.replace("</style>", `*{animation-play-state:paused!important;animation-delay:-${delay}s!important}</style>`);
      const image = Object.assign(new Image(), { src: `data:image/svg+xml,${encodeURIComponent(paused)}` });
      await image.decode();
      document.body.append(image);
      await frame();
      await frame();
      await frame();
    }, share);
    const seen = await shot({ left: 0, top: 0, width, height });
    await ask(() => document.querySelector("img").remove());
    return seen;
  };

  for (const attributes of [
    { waits: "6 8 7 8 13 6" }, { waits: "6 8 7 8 13 6", strategies: "all-at-once one-by-one" }, { users: 4, strategies: "at-most first deadline fail-fast", seed: 9 },
    { users: 80 }, { users: 2000, "min-wait": 5, "max-wait": 15 },
  ]) {
    it(`the moving picture shows what the figure shows: ${JSON.stringify(attributes)}`, async (t) => {
      const end = await finished(attributes);
      for (const share of [0.5, 0.9999]) {
        const [expected, rectangle] = await figureAt(end * share);
        const percent = difference(await imageAt(share, rectangle), expected);
        t.diagnostic(`${percent.toFixed(2)} % of the pixels differ`);
        assert.ok(percent <= TOLERANCE, `${percent.toFixed(2)} % of the pixels differ at ${share}`);
      }
    });
  }

  it("another moment would be noticed", async () => {
    const end = await finished({ waits: "6 8 7 8 13 6" });
    const [expected, rectangle] = await figureAt(end * 0.5);
    const percent = difference(await imageAt(0.57, rectangle), expected);
    assert.ok(percent > TOLERANCE, `${percent.toFixed(2)} %`);
  });

  it("stands still, finished, for readers who prefer reduced motion, and leaves the figure as it was", async () => {
    await finished({ waits: "6 8" });
    const { moment, reduced, hidden, isParsed } = await ask(async () => {
      const parsed = new DOMParser().parseFromString(saved, "image/svg+xml");
      const frameElement = document.createElement("iframe");
      document.body.append(frameElement);
      const { body, defaultView } = frameElement.contentDocument;
      body.innerHTML = saved.replace("(prefers-reduced-motion:reduce)", "all");
      const seen = [...body.querySelectorAll(".at")].map((node) => [defaultView.getComputedStyle(node).animationName, defaultView.getComputedStyle(node).visibility, node.textContent]);
      const moment = figure.moment;
      frameElement.remove();
      return { moment, reduced: seen.every(([animation]) => animation === "none"), isParsed: !parsed.querySelector("parsererror"),
        hidden: seen.filter(([, visibility, text]) => visibility === "hidden" && /✓/.test(text)).length };
    });
    assert.ok(isParsed && reduced);
    assert.equal(hidden, 0, "all results are there");
    assert.ok(moment >= 8);
  });

  it("the pictures of scripts/poster are shown", async () => {
    const folder = mkdtempSync(join(tmpdir(), "poster-"));
    try {
      execFileSync("scripts/poster", [join(folder, "run.svg"), "waits=6 8 7 8 13 6", "width=500"]);
      for (const file of ["run.svg", "run-still.svg"]) {
        await browser.host("<body>");
        const size = await ask(async (text) => {
          const image = Object.assign(new Image(), { src: `data:image/svg+xml,${encodeURIComponent(text)}` });
          await image.decode();
          return [image.naturalWidth, image.naturalHeight > 150, !new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")];
        }, readFileSync(join(folder, file), "utf8"));
        assert.deepEqual(size, [500, true, true]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
