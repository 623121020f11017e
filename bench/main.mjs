// Measures everybody side by side: node bench/main.mjs [--runs N] [--sizes N,N] [--browsers NAME,NAME] [--only NAME,NAME]
import { execFileSync } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { cpus, release, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { serve } from "../scripts/serve.mjs";
import { BOUND } from "./bound.mjs";
import { measureInBrowser, measureRepeats, repeated, versions } from "./browser.mjs";
import { measureFrames } from "./frames.mjs";
import { NATIVE, measureNative } from "./native.mjs";
import { readOptions } from "./options.mjs";
import { summarise } from "./statistics.mjs";
import { writeReport } from "./report.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const IN_BROWSERS = ["waiting-room", "recorded", "view", "promise-all", "one-timer", "callbacks", "timeout-futures", "pyodide"];
/** What an idle page costs is measured beside everybody. */
const IDLE = "nothing";
const { runs, sizes, browsers, only } = readOptions([...IN_BROWSERS, ...Object.keys(NATIVE)]);

/** Each run begins with another contender. */
const rotated = (all, by) => all.map((_, index) => all[(index + by * 5) % all.length]);

function contenders() {
  const native = Object.keys(NATIVE).map((name) => ({ name, place: "native" }));
  const inside = browsers.flatMap((place) => [...IN_BROWSERS, IDLE].map((name) => ({ name, place })));
  return [...inside, ...native].filter(({ name }) => name === IDLE || only.includes(name));
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
  const [results, stoppedAt] = [[], new Map()];
  const repeats = sizes.includes(1_000_000) ? (await measureRepeats(browsers[0], address)) ?? [] : [];
  const frames = browsers.includes("chromium") && only.includes("view") ? await measureFrames(address, runs, sizes) : [];
  await mkdir(file("target"), { recursive: true });
  for (let run = 1; run <= runs; run++) {
    for (const { name, place } of rotated(contenders(), run)) {
      const bound = stoppedAt.get(`${name} ${place}`) ?? Infinity;
      const feasible = sizes.filter((users) => users < bound);
      const measuring = place === "native" ? measureNative(name, feasible, address) : measureInBrowser(place, name, feasible, address);
      for await (const [users, measured] of measuring) {
        if (!measured && !stoppedAt.has(`${name} ${place}`)) stoppedAt.set(`${name} ${place}`, users);
        results.push({ name, place, users, run, ...(measured ?? { stopped: true }) });
        const told = measured ? `${measured.lateness.toFixed(1)} ms late, ${measured.cpu.toFixed(0)} ms of CPU, ${(measured.memory / 1e6).toFixed(1)} MB` : "stopped";
        console.log(`run ${run}, ${users} users, ${name} (${place}): ${told}`);
      }
    }
    const folder = process.argv.length > 2 ? "target/" : "../docs/";
    await mkdir(file(`${folder}images`), { recursive: true });
    const data = { machine: await machine(), bound: BOUND, runs: run, repeats: { place: browsers[0], after: repeats }, frames, repeated, samples: results, summary: summarise(results) };
    await writeReport(data, new URL(folder, import.meta.url));
  }
  server.close();
}

await main();
