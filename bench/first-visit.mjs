// How long a first visit takes on a slow connection, and what Lighthouse says of the page: node bench/first-visit.mjs
// The page is that of dist/, compressed as web servers compress it.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { launch } from "../scripts/browsers.mjs";
import { spread } from "./statistics.mjs";

const RUNS = 5;
/** What is called slow 4G: bytes per second, and milliseconds. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };

/** Serves a folder, compressed once. */
async function serveCompressed(folder) {
  const compressed = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    try {
      if (!compressed.has(path)) compressed.set(path, brotliCompressSync(readFileSync(path)));
      response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "text/plain", "Content-Encoding": "br", "Cache-Control": "max-age=600" }).end(compressed.get(path));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return [`http://127.0.0.1:${server.address().port}/`, () => (server.closeAllConnections(), server.close())];
}

/** Milliseconds from the beginning of the navigation until the figure is drawn and its button can be pressed. */
async function firstVisit(address) {
  const [driver] = await launch("chromium");
  try {
    await driver.sendDevToolsCommand("Network.enable");
    await driver.sendDevToolsCommand("Network.setCacheDisabled", { cacheDisabled: true });
    await driver.sendDevToolsCommand("Network.emulateNetworkConditions", SLOW_4G);
    await driver.get(address);
    return await driver.executeAsyncScript(`const done = arguments[0];
      (async () => {
        const find = () => document.querySelector("waiting-room")?.shadowRoot?.querySelector(".button:enabled");
        while (!find()) await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        done(performance.now());
      })();`);
  } finally {
    await driver.quit();
  }
}

/** Lighthouse's scores, of 100. (It asks the server of this process, so nothing here may block.) */
async function lighthouse(address, ...options) {
  const folder = mkdtempSync(join(tmpdir(), "lighthouse-"));
  try {
    const out = join(folder, "report.json");
    const flags = ["--quiet", "--output=json", `--output-path=${out}`, "--chrome-flags=--headless --no-sandbox --disable-gpu", ...options];
    await promisify(execFile)(resolve("bench/node_modules/.bin/lighthouse"), [address, ...flags]);
    const { categories, audits } = JSON.parse(readFileSync(out, "utf8"));
    const scores = Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
    return { ...scores, shift: audits["cumulative-layout-shift"].numericValue };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [address, stop] = await serveCompressed(resolve("dist"));
for (const page of ["", "waiting-room.html", "programs.html"]) {
  const times = [];
  for (let run = 0; run < RUNS; run++) times.push(await firstVisit(address + page));
  const [median, least, greatest] = Object.values(spread(times)).map(Math.round);
  console.log(`${page || "index.html"}, slow 4G: ready after ${median} (${least} to ${greatest}) ms`);
}
console.log("Lighthouse, desktop:", await lighthouse(address, "--preset=desktop"));
console.log("Lighthouse, mobile: ", await lighthouse(address));
stop();
