// Starts the browsers that WebDriver drives, without a window that anybody sees.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Builder, Capabilities } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";

const { "goog:chromeOptions": chromeOptions, ...capabilities } = JSON.parse(await readFile(new URL("../webdriver.json", import.meta.url)));

/** Starts chromium, firefox (with these preferences) or webkit; resolves with its driver and, where there is one, a function that
 *  ends the rest. */
export const launch = (name, preferences = {}) => launchers[name](preferences);

const launchers = {
  async chromium() {
    const options = new chrome.Options().addArguments(...chromeOptions.args).setLoggingPrefs({ browser: "WARNING" });
    return [new Builder().forBrowser("chrome").setChromeOptions(options).build()];
  },
  async firefox(preferences) {
    const options = new firefox.Options().addArguments("-headless");
    for (const [name, value] of Object.entries(preferences)) options.setPreference(name, value);
    return [new Builder().forBrowser("firefox").setFirefoxOptions(options).build()];
  },
  async webkit() {
    const port = await freePort();
    const service = spawn("WebKitWebDriver", [`--port=${port}`], { stdio: "ignore" });
    await listening(port);
    const wanted = new Capabilities({ browserName: "MiniBrowser", ...capabilities });
    const server = `http://127.0.0.1:${port}`;
    return [new Builder().withCapabilities(wanted).usingServer(server).build(), () => service.kill()];
  },
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

async function listening(port) {
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/status`).catch(() => null)) return;
    await sleep(50);
  }
  throw new Error("WebKitWebDriver does not answer");
}
