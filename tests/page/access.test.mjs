// Everything that can be unfolded, asked or shown, for readers who cannot see it: axe-core looks at each state, light and dark.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/* global figure -- kept in the page from one step of a test to the next */

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NOTEBOOK = { waits: "6 8 7 8 13 6", speed: "1000" };

const PROGRAM = `import asyncio
import time

async def wait(lock, seconds):
    async with lock:
        await asyncio.sleep(seconds)
        print("waited", seconds)

async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(wait(lock, seconds)) for seconds in (1, 2, 3)]
    await asyncio.sleep(0.5)
    time.sleep(1)
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

asyncio.run(main())
`;

const run = () => figure.run();

async function showSource() {
  while (!figure.shadowRoot.querySelector(".code-lines")) await frame();
  await figure.run();
  figure.moment = 6.5;
}

async function chooseLanguage(language) {
  const before = part(figure, "code-lines");
  [...figure.shadowRoot.querySelectorAll(".choice")].find(({ textContent }) => textContent === language).click();
  while (part(figure, "code-lines") === before) await frame();
}

/** Attributes, and what brings the figure into states that are looked at one after another. */
const STATES = {
  "the settings, with a mistake": [{ ...NOTEBOOK, controls: "", strategies: "at-most deadline" }, async () => {
    part(figure, "controls").open = true;
    while (!figure.shadowRoot.querySelector("fieldset")) await frame();
    const input = figure.shadowRoot.querySelector('[data-attribute="limit"]');
    input.value = "0";
    input.dispatchEvent(new Event("change", { bubbles: true }));
    while (!texts(figure, ".problem").join("")) await frame();
  }],
  "the menu, before and after the run": [NOTEBOOK, () => openMenu(figure), async () => {
    part(figure, "take-away").open = false;
    await figure.run();
    await openMenu(figure);
  }],
  "the source, in three languages": [
    { ...NOTEBOOK, panels: "timeline source" }, showSource, ...["Python", "JavaScript"].map((language) => [chooseLanguage, language]),
  ],
  "the thread": [{ ...NOTEBOOK, panels: "timeline loop" }, run],
  "the log": [NOTEBOOK, run, () => openLog(figure)],
  "four ways": [{ ...NOTEBOOK, strategies: "first deadline fail-fast never-awaited" }, run],
  "a blocked thread": [{ speed: "1", waits: "0.02 0.01", strategies: "all-at-once blocking" }, run],
  "a reader who is asked": [{ ...NOTEBOOK, you: "", speed: "1" }, async () => {
    figure.run().catch(() => {});
    while (part(figure, "phone").hasAttribute("hidden")) await frame();
  }],
  "a guess": [{ ...NOTEBOOK, guess: "" }, () => press(figure, "PageUp"), run],
  "a program, its editor, and its menu": [{ program: PROGRAM, controls: "", speed: "10", panels: "timeline source transcript loop" }, run, () => openEditor(figure), () => openMenu(figure)],
  "a program that fails": [{ program: "import asyncio\nasync def main():\n    raise ValueError('no')\nasyncio.run(main())", speed: "10" }, run],
  "a program that cannot be read": [{ program: "if:", speed: "10" }, () => {}],
  "a crowd": [{ users: "100", speed: "1000" }, run, () => part(figure, "canvas").focus()],
};

/** What axe-core finds in the figure. */
async function look() {
  const found = [];
  for (const scheme of ["light", "dark"]) {
    document.documentElement.style.colorScheme = scheme;
    await frame();
    await frame();
    const { violations } = await axe.run(figure);
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${scheme}, ${id}: ${html}`)));
  }
  return found;
}

describe(`what can be seen is accessible in ${name}`, () => {
  const browser = useBrowser();

  for (const [state, [attributes, ...steps]] of Object.entries(STATES)) {
    it(state, async () => {
      await browser.page("blank.html");
      await browser.driver.executeScript(axe);
      await browser.ask(async (attributes) => { window.figure = await put(attributes); }, attributes);
      for (const step of steps.map((step) => [step].flat())) {
        await browser.ask(...step);
        assert.deepEqual(await browser.ask(look), []);
      }
      await browser.ask(() => figure.stop());
    });
  }
});
