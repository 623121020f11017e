// The first figure after the notebook's own run, in the light and in the dark.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { Builder, By } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import { serve } from "./serve.mjs";

const RUN = "?waits=6+8+7+8+13+6&seed=2718281";
const file = (path) => new URL(`../${path}`, import.meta.url);
const { "goog:chromeOptions": { args } } = JSON.parse(await readFile(file("webdriver.json")));

async function picture(address, scheme) {
  const options = new chrome.Options().addArguments(...args, `--blink-settings=preferredColorScheme=${scheme === "dark" ? 0 : 1}`);
  const driver = await new Builder().forBrowser("chrome").setChromeOptions(options).build();
  try {
    await driver.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", { width: 1000, height: 1200, deviceScaleFactor: 2, mobile: false });
    await driver.manage().setTimeouts({ script: 60_000 });
    await driver.get(address + RUN);
    await driver.executeAsyncScript(`
      const [figure, done] = [document.querySelector("waiting-room"), arguments[0]];
      customElements.whenDefined("waiting-room").then(() => figure.run()).then(() => requestAnimationFrame(done));
    `);
    const image = await driver.findElement(By.css("waiting-room")).takeScreenshot();
    await writeFile(file(`docs/images/figure-${scheme}.png`), image, "base64");
  } finally {
    await driver.quit();
  }
}

const { server, address } = await serve();
await mkdir(file("docs/images/"), { recursive: true });
for (const scheme of ["light", "dark"]) await picture(address, scheme);
server.close();
