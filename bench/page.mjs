// What is measured in a browser. Each contender waits for the same users, and tells in milliseconds since the start: when all had
// started to wait, when the last code was due, and when it arrived.
import init, { Users, timeout_futures } from "./pkg/waiting_room_bench.js";
import { callbacks, oneTimer, promiseAll } from "./rivals.mjs";

const bench = await init();

async function pyodide(waits) {
  const times = await python.globals.get("all_at_once")(python.toPy(waits));
  return times.toJs();
}

let python, figure, figureMemory;

/** Loads what only this contender needs. */
const prepare = {
  async pyodide() {
    const { loadPyodide } = await import("./node_modules/pyodide/pyodide.mjs");
    python = await loadPyodide();
    await python.runPythonAsync(await (await fetch("asyncio_users.py")).text());
  },
  async view() {
    const { default: load } = await import("../pkg/waiting_room.js");
    await import("../www/waiting-room.js");
    await customElements.whenDefined("waiting-room");
    figure = document.createElement("waiting-room");
    document.body.append(figure);
    // The element makes the instance; to ask for it earlier would make another one.
    while (!figure.shadowRoot.querySelector(".figure")) await new Promise(requestAnimationFrame);
    figureMemory = (await load()).memory;
  },
};

/** The element with its crowd drawn. */
async function view(users, minWait, maxWait) {
  Object.assign(figure, { users, minWait, maxWait, step: 0.001, seed: 42, panels: "timeline" });
  // The element draws the waits when it is told of them, not when it runs, as the others do.
  await Promise.resolve();
  const [{ startingMs, latenessMs, measuredSeconds }] = (await figure.run()).strategies;
  const at = measuredSeconds * 1000;
  return [startingMs, at - latenessMs, at];
}

const all = new Map();

/** So many users, who are drawn only once, and their waits. */
function drawn(count, min, max) {
  const key = `${count} ${max}`;
  if (!all.has(key)) {
    const users = new Users(count, min, max);
    all.set(key, { users, waits: users.waits() });
  }
  return all.get(key);
}

/** For those who are given the waits. */
const given = (contender) => (...which) => contender(drawn(...which).waits);

const contenders = {
  "waiting-room": (...which) => drawn(...which).users.wait_for_all(),
  recorded: (...which) => drawn(...which).users.wait_for_all_recorded(), view, "promise-all": given(promiseAll),
  "one-timer": given(oneTimer), callbacks: given(callbacks), "timeout-futures": given(timeout_futures), pyodide: given(pyodide),
  nothing: (users, min, max) => new Promise((resolve) => setTimeout(() => resolve([0, 1000 * max, 1000 * max]), 1000 * max)),
};

const memory = () => bench.memory.buffer.byteLength + (figureMemory?.buffer.byteLength ?? 0);

/** What the users need, in seconds: a million of them 5 to 7; fewer of them less, or the whole would take hours. */
const range = (users) => (users < 1_000_000 ? [0.5, 1.5] : [5, 7]);

/** For how long codes arrive, in milliseconds. */
function spread(users) {
  const [min, max] = range(users);
  return 1000 * (max - min);
}

/** The waits of so many users, in milliseconds. */
export const waitsOf = (users) => drawn(users, ...range(users)).waits;

/** What the page took before anybody ran. */
let memoryBefore;

/** Makes ready what is not to be measured: loads, and runs a little so that the engine has compiled what it will. */
export async function ready(name, sizes) {
  await prepare[name]?.();
  // Before it does nothing, a page has done something too: so what a browser does in its first seconds is the same for all.
  const warmUp = contenders[name === "nothing" ? "waiting-room" : name];
  for (let runs = 0; runs < 8; runs++) await warmUp(1000, 0.02, 0.06);
  if (!["view", "nothing"].includes(name)) sizes.forEach((users) => drawn(users, ...range(users)));
  await new Promise((resolve) => setTimeout(resolve, 300));
  memoryBefore = memory();
}

/** Runs a contender; resolves with its times and what the page could tell of it. */
export async function run(name, users) {
  const [long, frames] = [watchTasks(), watchFrames()];
  const [started, due, arrived] = await contenders[name](users, ...range(users));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const wasm = { wasmBytes: memory() - memoryBefore, wasmTotal: memory() };
  return { started, lateness: arrived - due, ...wasm, ...long(), ...frames(due - spread(users)) };
}

/** Puts the settings of a run with the default waits into the figure. */
export async function prepareFrames(users) {
  Object.assign(figure, { users, minWait: null, maxWait: null, step: null, seed: 42, panels: "timeline" });
  await Promise.resolve();
}

/** Runs it, a moment later; resolves with how it went. */
export async function runFrames() {
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [long, frames] = [watchTasks(), watchFrames()];
  const [{ latenessMs }] = (await figure.run()).strategies;
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { lateness: latenessMs, ...long(), frames: frames(0).frames };
}

/** The longest task of the main thread, where the browser tells: 0 if all were shorter than 50 ms. */
function watchTasks() {
  if (!PerformanceObserver.supportedEntryTypes.includes("longtask")) return () => ({});
  const durations = [];
  const note = (list) => durations.push(...list.getEntries().map(({ duration }) => duration));
  const observer = new PerformanceObserver(note);
  observer.observe({ type: "longtask" });
  return () => {
    note({ getEntries: () => observer.takeRecords() });
    observer.disconnect();
    return { longestTask: Math.max(0, ...durations) };
  };
}

/** How long our code took in each frame that was drawn, and how many a second there were after some time. */
function watchFrames() {
  const [request, start, frames] = [globalThis.requestAnimationFrame, performance.now(), []];
  globalThis.requestAnimationFrame = (draw) => request((now) => {
    const begin = performance.now();
    draw(now);
    frames.push({ at: begin - start, took: performance.now() - begin });
  });
  return (from) => {
    globalThis.requestAnimationFrame = request;
    const seen = frames.filter(({ at }) => at >= from);
    if (seen.length < 2) return {};
    const sorted = seen.map(({ took }) => took).sort((a, b) => a - b);
    const framesPerSecond = ((seen.length - 1) * 1000) / (seen.at(-1).at - seen[0].at);
    return { frames: seen.length, framesPerSecond, drawMs: sorted[Math.floor(sorted.length / 2)], longestDrawMs: sorted.at(-1) };
  };
}
