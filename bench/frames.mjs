// What drawing costs the main thread of a page, also on a slow machine: Chromium can slow a page down by any factor.
import { launch } from "../scripts/browsers.mjs";
import { spread } from "./statistics.mjs";

const SIZES = [6, 10_000, 1_000_000];
/** As fast as the machine, and four times slower, like a phone. */
const SLOWDOWNS = [1, 4];

/** Each number of users at each speed, `runs` times, with the default waits. */
export async function measureFrames(address, runs, sizes) {
  const rows = [];
  for (const users of SIZES.filter((users) => sizes.includes(users))) {
    for (const slowdown of SLOWDOWNS) {
      const samples = [];
      while (samples.length < runs) samples.push(await measure(address, users, slowdown));
      rows.push({ users, slowdown, ...summary(samples) });
      console.log("drawing", JSON.stringify(rows.at(-1)));
    }
  }
  return rows;
}

function summary(samples) {
  const measures = Object.keys(samples[0]).map((measure) => [measure, spread(samples.map((sample) => sample[measure]))]);
  return Object.fromEntries(measures);
}

async function measure(address, users, slowdown) {
  const [driver] = await launch("chromium");
  try {
    await driver.manage().setTimeouts({ script: 120_000 });
    await driver.get(`${address}bench/page.html`);
    await call(driver, "return window.bench.then((page) => page.ready('view', []));");
    await driver.sendDevToolsCommand("Performance.enable", { timeDomain: "timeTicks" });
    await driver.sendDevToolsCommand("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await call(driver, "return window.bench.then((page) => page.prepareFrames(values[0]));", users);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const before = await taskTime(driver);
    // The driver's own calls would count, so the run starts by itself.
    await driver.executeScript("window.told = window.bench.then((page) => page.runFrames());");
    const { frames, ...told } = await call(driver, "return window.told;");
    const after = await taskTime(driver);
    const busy = after.busy - before.busy;
    return { ...told, perFrame: (1000 * busy) / frames, share: busy / (after.at - before.at) };
  } finally {
    await driver.quit();
  }
}

async function call(driver, body, ...values) {
  const told = await driver.executeAsyncScript(`const [values, done] = arguments;
    Promise.resolve((() => { ${body} })()).then((value) => done({ value }), (error) => done({ error: String(error) }));`, values);
  if (told.error) throw new Error(told.error);
  return told.value;
}

/** For how long the main thread has been busy, and the time, in seconds. */
async function taskTime(driver) {
  const { metrics } = await driver.sendAndGetDevToolsCommand("Performance.getMetrics");
  const value = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return { busy: value("TaskDuration"), at: value("Timestamp") };
}
