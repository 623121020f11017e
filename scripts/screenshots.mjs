// Takes pictures of the figure, to be looked at, in the light and in the dark and in four widths: every figure in every state of its
// life. Names of figures select those whose pictures are taken.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import { serve } from "./serve.mjs";

const NOTEBOOK = { waits: "6 8 7 8 13 6", seed: "2718281", speed: "20" };
const PANELS = "timeline source loop transcript";
const STRATEGIES = ["one-by-one", "all-at-once", "at-most", "first", "deadline", "fail-fast", "blocking", "never-awaited"];
const SHORT = { waits: "0.2 0.1 0.15 0.1 0.2 0.1", seed: "9", speed: "1" };

/** What is looked at: attributes, and the states in which pictures are taken. */
const RUN = ["before", "during", "after", "earlier"];
const FIGURES = {
  default: [{}, [...RUN, "log", "menu"]],
  ...Object.fromEntries(STRATEGIES.map((name) => [name, [{ ...(name === "blocking" ? SHORT : { seed: "9" }), strategies: name }, RUN]])),
  both: [{ strategies: "all-at-once one-by-one" }, RUN],
  four: [{ seed: "9", strategies: "at-most first deadline fail-fast" }, RUN],
  mistakes: [{ ...SHORT, strategies: "all-at-once blocking never-awaited" }, ["before", "after", "earlier"]],
  source: [{ panels: PANELS }, ["before", "earlier", "python", "javascript", "thread"]],
  sixty: [{ waits: null, users: "60", seed: "1" }, RUN],
  thousand: [{ waits: null, users: "1000", "min-wait": "5", "max-wait": "7", step: "0.001" }, RUN],
  million: [{ waits: null, users: "1000000", "min-wait": "5", "max-wait": "7", step: "0.001", speed: "1" }, RUN],
  you: [{ you: "" }, RUN],
  guess: [{ guess: "" }, RUN],
  controls: [{ controls: "", strategies: "at-most deadline" }, ["before", "controls"]],
  error: [{ users: "0", waits: null }, ["before"]],
};
const WIDTHS = [1280, 760, 390, 320];

const file = (path) => new URL(`../${path}`, import.meta.url);
const { "goog:chromeOptions": { args } } = JSON.parse(await readFile(file("webdriver.json")));
const BLANK = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <meta name="color-scheme" content="light dark"><title>Figure</title><link rel="stylesheet" href="/www/page.css">
  <script type="module" src="/www/waiting-room.js"></script><main><figure></figure></main></html>`;

/** Opens a browser and lets `act` use it. */
async function withBrowser(scheme, act) {
  const options = new chrome.Options().addArguments(...args, `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`);
  const driver = await new Builder().forBrowser("chrome").setChromeOptions(options).build();
  try {
    await driver.manage().setTimeouts({ script: 60_000 });
    await act(driver);
  } finally {
    await driver.quit();
  }
}

/** Brings a figure on the page into a state; runs in the page. */
async function bring(attributes, state) {
  const frame = () => new Promise(requestAnimationFrame);
  await customElements.whenDefined("waiting-room");
  let figure = document.querySelector("waiting-room");
  const part = (name) => figure.shadowRoot.querySelector(`.${name}`);
  const press = (text) => [...figure.shadowRoot.querySelectorAll("button")].find(({ textContent }) => textContent === text).click();
  if (!figure) {
    figure = document.createElement("waiting-room");
    for (const [name, value] of Object.entries(attributes)) if (value !== null) figure.setAttribute(name, value);
    document.querySelector("figure").append(figure);
    while (!part("figure")) await frame();
  }
  const end = () => Math.max(...figure.report.strategies.map(({ measuredSeconds }) => measuredSeconds));
  const states = {
    before: async () => {
      if (!figure.guess) return;
      while (!part("timeline").offsetHeight) await frame(); // the keys need an axis
      await frame();
      part("playhead").dispatchEvent(new KeyboardEvent("keydown", { key: "PageUp", bubbles: true }));
    },
    during: async () => {
      figure.run().catch(() => {});
      while (figure.moment < 6.5 && !figure.report) await frame();
    },
    after: async () => {
      const run = figure.run();
      while (figure.you && part("phone").hasAttribute("hidden")) await frame();
      if (figure.you) part("give-up").click();
      await run;
    },
    earlier: async () => {
      if (!figure.report) await states.after();
      figure.moment = 0.45 * end();
    },
    log: () => press("Log"),
    thread: () => press("Thread"),
    python: () => press("Python"),
    javascript: () => press("JavaScript"),
    menu: () => (part("take-away").open = true),
    controls: () => (part("controls").open = true),
  };
  await states[state]();
  await new Promise((resolve) => setTimeout(resolve, 150));
  await frame();
}

const inPage = (driver, act, ...values) => driver.executeAsyncScript(
  `const values = [...arguments], done = values.pop(); (${act})(...values).then(() => done(), (error) => done(String(error)));`, ...values,
);

async function takeAll(driver, address, scheme, width, selected) {
  await driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", { width, height: 1100, deviceScaleFactor: width < 600 ? 2 : 1, mobile: false });
  for (const [name, [attributes, states]] of Object.entries(FIGURES).filter(([name]) => !selected.length || selected.includes(name))) {
    await driver.get(`${address}figure.html`);
    for (const state of states) {
      const problem = await inPage(driver, bring, { ...NOTEBOOK, ...attributes }, state);
      if (problem) throw new Error(`${name}, ${state}: ${problem}`);
      await writeFile(file(`target/screenshots/${name}-${state}-${width}-${scheme}.png`), await driver.takeScreenshot(), "base64");
    }
  }
}

const selected = process.argv.slice(2);
const unknown = selected.find((name) => !(name in FIGURES));
if (unknown) throw new Error(`“${unknown}” is no figure; allowed: ${Object.keys(FIGURES).join(", ")}`);
const { server, address } = await serve({
  answer: (request, response) => request.url === "/figure.html" && response.setHeader("Content-Type", "text/html").end(BLANK),
});
await rm(file("target/screenshots/"), { recursive: true, force: true });
await mkdir(file("target/screenshots/"), { recursive: true });
for (const scheme of ["light", "dark"]) {
  await withBrowser(scheme, async (driver) => {
    for (const width of WIDTHS) await takeAll(driver, address, scheme, width, selected);
  });
}
server.close();
