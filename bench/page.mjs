// What is measured in a browser. Each contender waits for the same users, and tells in milliseconds since the start: when
// all had started to wait, when the last code was due, and when it arrived.
import init, { timeout_futures, waiting_room, waits } from "./pkg/waiting_room_bench.js";

const bench = await init();

/** The latest moment at which somebody is due. The clock is looked at once for every 32 users, as in the waiting room. */
function dueTimes() {
  let [now, count, last] = [0, 0, 0];
  return {
    due(wait) {
      if (count++ % 32 === 0) now = performance.now();
      last = Math.max(last, now + wait);
      return now + wait;
    },
    last: () => last,
  };
}

/** What everybody writes first: a timer and a promise for each user. */
async function promiseAll(waits) {
  const start = performance.now();
  const times = dueTimes();
  const user = (wait) => {
    times.due(wait);
    return new Promise((resolve) => setTimeout(resolve, wait));
  };
  const all = Array.from(waits, user);
  const started = performance.now();
  await Promise.all(all);
  return [started, times.last(), performance.now()].map((at) => at - start);
}

/** The best we could write in JavaScript with a promise for each user: one timer, sleepers grouped by the millisecond. */
async function oneTimer(waits) {
  const start = performance.now();
  const groups = new Map();
  const sleepUntil = (at) => new Promise((resolve) => {
    const group = groups.get(at);
    if (group) group.push(resolve);
    else groups.set(at, [resolve]);
  });
  const times = dueTimes();
  const user = async (wait) => {
    await sleepUntil(Math.ceil(times.due(wait)));
  };
  const all = Array.from(waits, user);
  const started = performance.now();
  wakeInTurn(groups);
  await Promise.all(all);
  return [started, times.last(), performance.now()].map((at) => at - start);
}

/** The same with callbacks instead of promises, so that nothing can be awaited any more. */
function callbacks(waits) {
  return new Promise((resolve) => {
    const start = performance.now();
    const groups = new Map();
    const times = dueTimes();
    const arrived = new Uint32Array(waits.length);
    let count = 0;
    waits.forEach((wait, user) => {
      const due = Math.ceil(times.due(wait));
      const arrive = () => {
        arrived[count++] = user;
        if (count === waits.length) resolve([started, times.last(), performance.now()].map((at) => at - start));
      };
      const group = groups.get(due);
      if (group) group.push(arrive);
      else groups.set(due, [arrive]);
    });
    const started = performance.now();
    wakeInTurn(groups);
  });
}

/**
 * Calls all functions of each group when its time has come; nobody joins a group any more. After a crowd the timer is set a
 * little later, as in the waiting room.
 */
function wakeInTurn(groups) {
  const deadlines = [...groups.keys()].sort((a, b) => a - b);
  let next = 0;
  const fire = () => {
    let woken = 0;
    for (; next < deadlines.length && deadlines[next] <= performance.now(); next++) {
      const group = groups.get(deadlines[next]);
      groups.delete(deadlines[next]);
      for (const wake of group) wake();
      woken += group.length;
    }
    const slack = woken >= 128 ? 8 : 0;
    if (next < deadlines.length) setTimeout(fire, Math.max(deadlines[next] - performance.now(), slack));
  };
  fire();
}

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

/** For those who are given the waits, which are drawn beforehand, so that neither time nor memory of that is theirs. */
const drawn = (contender) => (users, min, max) => contender(prepared ?? waits(users, min, max));
let prepared;

const contenders = {
  "waiting-room": waiting_room, view, "promise-all": drawn(promiseAll), "one-timer": drawn(oneTimer),
  callbacks: drawn(callbacks), "timeout-futures": drawn(timeout_futures), pyodide: drawn(pyodide),
  nothing: (users, min, max) => new Promise((resolve) => setTimeout(() => resolve([0, 1000 * max, 1000 * max]), 1000 * max)),
};

const memory = () => bench.memory.buffer.byteLength + (figureMemory?.buffer.byteLength ?? 0);

/** What the users need, in seconds: from a hundred thousand on 5 to 7; fewer of them less, or the whole would take hours. */
const range = (users) => (users < 100_000 ? [1, 3] : [5, 7]);

/** The waits of so many users, in milliseconds. */
export const waitsOf = (users) => waits(users, ...range(users));

/** Makes ready what is not to be measured: loads, and runs a little so that the engine has compiled what it will. */
export async function ready(name, users) {
  await prepare[name]?.();
  // Before it does nothing, a page has done something too: so what a browser does in its first seconds is the same for all.
  const warmUp = contenders[name === "nothing" ? "waiting-room" : name];
  for (let runs = 0; runs < 8; runs++) await warmUp(1000, 0.02, 0.06);
  if (!["waiting-room", "view", "nothing"].includes(name)) prepared = waitsOf(users);
  await new Promise((resolve) => setTimeout(resolve, 300));
}

/** Runs a contender; resolves with its times and what the page could tell of it. */
export async function run(name, users) {
  const [before, long, frames] = [memory(), watchTasks(), watchFrames()];
  const [started, due, arrived] = await contenders[name](users, ...range(users));
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { started, lateness: arrived - due, wasmBytes: memory() - before, wasmTotal: memory(), ...long(), ...frames(due - 2000) };
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
    return { framesPerSecond, drawMs: sorted[Math.floor(sorted.length / 2)], longestDrawMs: sorted.at(-1) };
  };
}
