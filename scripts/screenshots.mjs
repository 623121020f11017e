// Takes pictures of the figures after a run, in the light and in the dark: the first one, for the README, and every one of the
// page on a wide and on a narrow screen, to be looked at.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { Builder, By } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import { serve } from "./serve.mjs";

const NOTEBOOK = { waits: "6 8 7 8 13 6", seed: "2718281" };
/** The figures of the page that draw their waits need not take as long as for a reader. */
const HASTE = [":not([waits], [users])", { speed: 10 }];
const README = { width: 1000, deviceScaleFactor: 2 };
const SCREENS = { wide: { width: 1280, deviceScaleFactor: 1 }, narrow: { width: 320, deviceScaleFactor: 2 } };

const file = (path) => new URL(`../${path}`, import.meta.url);
const { "goog:chromeOptions": { args } } = JSON.parse(await readFile(file("webdriver.json")));

/** Opens the page and lets `act` look at it. */
async function onPage(address, scheme, screen, act) {
  const options = new chrome.Options().addArguments(...args, `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`);
  const driver = await new Builder().forBrowser("chrome").setChromeOptions(options).build();
  try {
    await driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", { height: 1200, mobile: false, ...screen });
    await driver.manage().setTimeouts({ script: 60_000 });
    await driver.get(address);
    await act(driver);
  } finally {
    await driver.quit();
  }
}

/** Runs a figure with these attributes; the reader, if there is one, takes a guess and gives up. */
const run = (driver, figure, attributes) =>
  driver.executeAsyncScript(`
    const [figure, attributes, done] = arguments;
    const frame = () => new Promise(requestAnimationFrame);
    const part = (name) => figure.shadowRoot.querySelector("." + name);
    customElements.whenDefined("waiting-room").then(async () => {
      figure.scrollIntoView();
      for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
      do await frame(); while (!part("figure"));
      const guess = part("guess")?.querySelector("input");
      if (guess) {
        guess.value = 40;
        guess.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      }
      const run = figure.run();
      while (figure.you && part("phone").hasAttribute("hidden")) await frame();
      part("give-up")?.click();
      await run;
      for (const details of figure.shadowRoot.querySelectorAll("details")) details.open = true;
      await frame().then(frame).then(done);
    });
  `, figure, attributes);

async function take(figure, path) {
  await writeFile(file(path), await figure.takeScreenshot(), "base64");
}

const forReadme = (scheme) => async (driver) => {
  const figure = await driver.findElement(By.css("waiting-room"));
  await run(driver, figure, NOTEBOOK);
  await driver.executeScript("for (const details of arguments[0].shadowRoot.querySelectorAll('.take-away')) details.open = false", figure);
  await take(figure, `docs/images/figure-${scheme}.png`);
};

const ofEach = (scheme, screen) => async (driver) => {
  for (const [index, figure] of (await driver.findElements(By.css("waiting-room"))).entries()) {
    const [slow, haste] = HASTE;
    await run(driver, figure, (await driver.executeScript("return arguments[0].matches(arguments[1])", figure, slow)) ? haste : {});
    await take(figure, `target/screenshots/${index + 1}-${scheme}-${screen}.png`);
  }
};

const { server, address } = await serve();
for (const folder of ["docs/images/", "target/screenshots/"]) await mkdir(file(folder), { recursive: true });
for (const scheme of ["light", "dark"]) {
  await onPage(address, scheme, README, forReadme(scheme));
  for (const [name, screen] of Object.entries(SCREENS)) await onPage(address, scheme, screen, ofEach(scheme, name));
}
server.close();
