// Measures contenders that run in a browser.
import { launch } from "../scripts/browsers.mjs";
import { BOUND } from "./bound.mjs";
import { endChildren, memory, watch } from "./processes.mjs";

/** A browser that has not even said so by then has crashed, or cannot be interrupted. */
const SILENCE = 2 * BOUND;
/** It is tried again, for it may have crashed by chance; then whoever ran in it counts as stopped. */
const MOST_TRIES = 2;

/** Of the browsers that were measured. */
export const versions = new Map();

/** Whose browser fell silent, and how: a reader should know. */
export const repeated = [];

/** The same as `openPage`, once more if the browser falls silent; nothing, if it does so again. */
async function onPage(browser, name, sizes, address, act) {
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    try {
      return await openPage(browser, name, sizes, address, act);
    } catch (problem) {
      repeated.push({ name, place: browser, problem: String(problem).split("\n")[0] });
      console.log("fell silent:", repeated.at(-1));
    }
  }
  return null;
}

/** Ends a browser that does not answer, so that whoever waits for it hears of it. */
async function unlessSilent(answer) {
  let isSilent = false;
  const timeout = setTimeout(() => {
    isSilent = true;
    endChildren(process.pid);
  }, SILENCE);
  try {
    return await answer;
  } catch (problem) {
    throw isSilent ? new Error(`the browser did not answer for ${SILENCE / 1000} s`) : problem;
  } finally {
    clearTimeout(timeout);
  }
}

/** Opens a page of its own, on which the contender is ready. `act` does what `call` lets it: run something on that page. */
async function openPage(browser, name, sizes, address, act) {
  const [driver, stop] = await launch(browser);
  try {
    const capabilities = await unlessSilent(driver.getCapabilities());
    versions.set(browser, `${capabilities.getBrowserName()} ${capabilities.getBrowserVersion()}`);
    await driver.manage().setTimeouts({ script: BOUND });
    await unlessSilent(driver.get(`${address}bench/page.html`));
    const call = async (act, ...values) => {
      const script = driver.executeAsyncScript(`const [name, values, done] = arguments;
        window.bench.then((page) => page.${act}(name, ...values)).then(done, (error) => done({ error: String(error) }));`, name, values);
      const told = await unlessSilent(script);
      if (told?.error) throw new Error(`${name} in ${browser}: ${told.error}`);
      return told;
    };
    await call("ready", sizes);
    return await act(call);
  } finally {
    await driver.quit().catch(() => {});
    stop?.();
  }
}

/** Runs a contender on one page with more and more users, until it has to be stopped. */
export async function* measureInBrowser(browser, name, sizes, address) {
  const measured = new Map();
  await onPage(browser, name, sizes, address, async (call) => {
    const memoryBefore = memory(process.pid);
    for (const users of sizes.filter((users) => !measured.has(users))) {
      const cost = watch(process.pid);
      const told = await call("run", users).catch((problem) => problem);
      const { peak, ...spent } = cost();
      if (told.name === "ScriptTimeoutError") return;
      if (told instanceof Error) throw told;
      measured.set(users, { ...spent, memory: peak - memoryBefore, ...told });
    }
  });
  for (const users of sizes) {
    yield [users, measured.get(users) ?? null];
    if (!measured.has(users)) return;
  }
}

/** The memory of one tab after each of ten runs of a million users, with the figure drawn. */
export const measureRepeats = (browser, address) =>
  onPage(browser, "view", [], address, async (call) => {
    const after = [];
    while (after.length < 10) {
      const { wasmTotal } = await call("run", 1_000_000);
      after.push({ wasm: wasmTotal, own: memory(process.pid) });
      console.log(`run ${after.length} in one tab (${browser}): ${(wasmTotal / 1e6).toFixed(1)} MB of WebAssembly memory`);
    }
    return after;
  });

const drawn = new Map();

/** The waits as a page draws them, so that all wait for the same. */
export async function waitsOf(users, address) {
  if (!drawn.has(users)) {
    const [driver, stop] = await launch("chromium");
    await driver.get(`${address}bench/page.html`);
    const numbers = await driver.executeAsyncScript(`const [users, done] = arguments;
      window.bench.then((page) => done(String(page.waitsOf(users))));`, users);
    drawn.set(users, Buffer.from(Uint32Array.from(numbers.split(","), Number).buffer));
    await driver.quit();
    stop?.();
  }
  return drawn.get(users);
}
