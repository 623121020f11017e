// Measures everybody side by side: node bench/main.mjs [--runs N] [--sizes N,N] [--browsers NAME,NAME] [--only NAME,NAME]
import { execFileSync, spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "../scripts/browsers.mjs";
import { serve } from "../scripts/serve.mjs";
import { endChildren, memory, watch } from "./processes.mjs";
import { summarise } from "./statistics.mjs";
import { writeReport } from "./report.mjs";

/** Whoever has not finished after so many milliseconds is stopped, and not tried with more users. */
const BOUND = 45_000;
/** A browser that has not even said so by then has crashed, or cannot be interrupted. */
const SILENCE = 2 * BOUND;
/** It is tried again, for it may have crashed by chance; then whoever ran in it counts as stopped. */
const MOST_TRIES = 2;

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const list = (text) => text.split(",");

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    sizes: { type: "string", default: "6,1000,10000,100000,1000000" },
    browsers: { type: "string", default: "chromium,firefox,webkit" },
    only: { type: "string", default: "" },
  },
});

const IN_BROWSERS = ["waiting-room", "view", "promise-all", "one-timer", "callbacks", "timeout-futures", "pyodide", "nothing"];
const NATIVE = { tokio: [file("target/native/tokio")], asyncio: ["python3", file("asyncio_users.py")] };

/** Runs a native contender in a process of its own. */
async function measureNative(name, users, address) {
  const waits = file(`target/waits-${users}`);
  await writeFile(waits, await waitsOf(users, address));
  const [program, ...parameters] = NATIVE[name];
  const child = spawn(program, [...parameters, waits], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const cost = watch(child.pid);
  child.stdin.write("\n");
  const timeout = setTimeout(() => child.kill(), BOUND);
  const { value } = await lines.next();
  clearTimeout(timeout);
  const spent = cost();
  if (child.killed) return null;
  if (!value) throw new Error(`${name} ended without a result`);
  const [started, due, arrived] = JSON.parse(value);
  child.stdin.end("\n");
  return { ...spent, started, lateness: arrived - due };
}

const drawn = new Map();

/** The waits as a page draws them, so that all wait for the same. */
async function waitsOf(users, address) {
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

/** Of the browsers that were measured. */
const versions = new Map();

/** Whose browser fell silent, and how: a reader should know. */
const repeated = [];

/** The same as `openPage`, once more if the browser falls silent; nothing, if it does so again. */
async function onPage(browser, name, users, address, act) {
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    try {
      return await openPage(browser, name, users, address, act);
    } catch (problem) {
      repeated.push({ name, place: browser, users, problem: String(problem).split("\n")[0] });
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
async function openPage(browser, name, users, address, act) {
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
    await call("ready", users);
    return await act(call);
  } finally {
    await driver.quit().catch(() => {});
    stop?.();
  }
}

/** Runs a contender in a browser; nothing, if it had to be stopped. */
const measureInBrowser = (browser, name, users, address) =>
  onPage(browser, name, users, address, async (call) => {
    const cost = watch(process.pid);
    const told = await call("run", users).catch((problem) => problem);
    const spent = cost();
    if (told.name === "ScriptTimeoutError") return null;
    if (told instanceof Error) throw told;
    return { ...spent, ...told };
  });

/** The memory of one tab after each of ten runs of a million users, with the figure drawn. */
const measureRepeats = (browser, address) =>
  onPage(browser, "view", 1_000_000, address, async (call) => {
    const after = [];
    while (after.length < 10) {
      const { wasmTotal } = await call("run", 1_000_000);
      after.push({ wasm: wasmTotal, own: memory(process.pid) });
      console.log(`run ${after.length} in one tab (${browser}): ${(wasmTotal / 1e6).toFixed(1)} MB of WebAssembly memory`);
    }
    return after;
  });

/** Each run begins with another contender. */
const rotated = (all, by) => all.map((_, index) => all[(index + by * 5) % all.length]);

function contenders() {
  const only = options.only && list(options.only);
  const native = Object.keys(NATIVE).map((name) => ({ name, place: "native" }));
  const inside = list(options.browsers).flatMap((place) => IN_BROWSERS.map((name) => ({ name, place })));
  return [...inside, ...native].filter(({ name }) => !only || name === "nothing" || only.includes(name));
}

const version = (command, ...parameters) => execFileSync(command, parameters, { encoding: "utf8" }).trim().split("\n")[0];

async function machine() {
  const { version: pyodide } = JSON.parse(await readFile(file("node_modules/pyodide/package.json")));
  const tokio = /name = "tokio"\nversion = "([^"]+)"/.exec(await readFile(file("Cargo.lock"), "utf8"))[1];
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: `${cpus()[0].model}, ${cpus().length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `Linux ${release()}`,
    versions: [
      ...versions.values(), version("python3", "--version"), version("rustc", "--version"), `tokio ${tokio}`, `Pyodide ${pyodide}`,
    ],
  };
}

async function main() {
  const { server, address } = await serve();
  const [sizes, runs, results] = [list(options.sizes).map(Number), Number(options.runs), []];
  const tooSlow = new Map();
  const [first] = list(options.browsers);
  const repeats = sizes.includes(1_000_000) ? (await measureRepeats(first, address)) ?? [] : [];
  await mkdir(file("target"), { recursive: true });
  for (let run = 1; run <= runs; run++) {
    for (const users of sizes) {
      for (const { name, place } of rotated(contenders(), run)) {
        if (users >= (tooSlow.get(`${name} ${place}`) ?? Infinity)) continue;
        const measured = place === "native" ? await measureNative(name, users, address) : await measureInBrowser(place, name, users, address);
        if (!measured) tooSlow.set(`${name} ${place}`, users);
        results.push({ name, place, users, run, ...(measured ?? { stopped: true }) });
        const told = measured ? `${measured.lateness.toFixed(1)} ms late, ${measured.cpu.toFixed(0)} ms of CPU, ${(measured.memory / 1e6).toFixed(1)} MB` : "stopped";
        console.log(`run ${run}, ${users} users, ${name} (${place}): ${told}`);
      }
    }
    const folder = process.argv.length > 2 ? "target/" : "../docs/";
    await mkdir(file(`${folder}images`), { recursive: true });
    const data = { machine: await machine(), bound: BOUND, runs: run, repeats, repeated, samples: results, summary: summarise(results) };
    await writeReport(data, new URL(folder, import.meta.url));
  }
  server.close();
}

await main();
