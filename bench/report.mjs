// Writes docs/benchmarks.md, its drawings, and the same numbers as JSON. Every number in them is measured.
import { writeFile } from "node:fs/promises";
import { plot } from "./plot.mjs";

const NAMES = {
  "waiting-room": "waiting room, without figure and recording", recorded: "waiting room, recorded, without figure",
  view: "waiting room, recorded, drawing its figure",
  "promise-all": "JavaScript: `Promise.all` over `setTimeout`", "one-timer": "JavaScript by hand: promises, one timer",
  callbacks: "JavaScript by hand: callbacks, one timer, no promises", "timeout-futures": "Rust: one gloo `TimeoutFuture` per user",
  pyodide: "Python: asyncio in Pyodide", tokio: "Rust: tokio, current-thread", asyncio: "Python: asyncio in CPython",
};
const SHORT = {
  "waiting-room": "waiting room", "promise-all": "Promise.all", "one-timer": "JS, one timer", callbacks: "JS, callbacks",
  "timeout-futures": "TimeoutFutures", pyodide: "Pyodide", tokio: "tokio", asyncio: "asyncio",
};
const PLACES = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKit", native: "no browser" };

/** By the number of users, then by where it ran, then by who it was. */
function byPlace(a, b) {
  const place = (of) => Object.keys(PLACES).indexOf(of.place);
  const name = (of) => Object.keys(NAMES).indexOf(of.name);
  return a.users - b.users || place(a) - place(b) || name(a) - name(b);
}

const grouped = (number) => number.toLocaleString("en").replaceAll(",", "\u202f");
const rounded = (number) => (number < 9.95 ? number.toFixed(1) : grouped(Math.round(number)));
const range = (spread, unit, scale = 1) =>
  spread ? `${rounded(spread.median * scale)} (${rounded(spread.least * scale)} to ${rounded(spread.greatest * scale)}) ${unit}` : "";
const task = (spread) => (spread ? (spread.greatest < 50 ? "below 50 ms" : range(spread, "ms")) : "not known");

function row({ name, place, stopped, started, lateness, cpu, memory, longestTask }, bound) {
  const who = `${NAMES[name]} | ${PLACES[place]}`;
  if (stopped) return `| ${who} | not done after ${bound / 1000} s, or crashed | | | | |`;
  const long = place === "native" ? "" : task(longestTask);
  return `| ${who} | ${range(lateness, "ms")} | ${range(started, "ms")} | ${range(cpu, "ms")} | ${range(memory, "MB", 1e-6)} | ${long} |`;
}

const table = (users, summary, bound) => `
### ${grouped(users)} users

| contender | in | last code late by | start took | CPU | peak memory | longest task |
| --- | --- | --- | --- | --- | --- | --- |
${summary.filter((line) => line.users === users).map((line) => row(line, bound)).join("\n")}
`;

/** How many times as much one median is as another. */
function ratio(summary, measure, users, [name, place], [other, otherPlace]) {
  const median = (name, place) => summary.find((line) => line.name === name && line.place === place && line.users === users)?.[measure]?.median;
  const [of, to] = [median(name, place), median(other, otherPlace)];
  return of && to ? (of / to).toFixed(2) : "not measured";
}

function comparisons(summary, sizes) {
  const ours = ["waiting-room", "chromium"];
  const rivals = [["promise-all", "chromium"], ["one-timer", "chromium"], ["callbacks", "chromium"], ["tokio", "native"], ["asyncio", "native"]];
  const large = sizes.filter((users) => users >= 10_000);
  const row = (name, ratios) => `| ${name} | ${ratios.join(" | ")} |`;
  const line = (rival) => row(NAMES[rival[0]], large.map((users) => ratio(summary, "cpu", users, ours, rival)));
  const recording = row("itself, recorded", large.map((users) => ratio(summary, "cpu", users, ours, ["recorded", "chromium"])));
  return `| CPU of the waiting room (Chromium, without figure and recording), divided by that of | ${large.map((users) => `${grouped(users)} users`).join(" | ")} |
| --- | ${large.map(() => "---").join(" | ")} |
${[...rivals.map(line), recording].join("\n")}`;
}

function perUser(summary) {
  const ours = summary.filter(({ name, users, stopped }) => ["waiting-room", "recorded", "view"].includes(name) && users >= 1000 && !stopped);
  const told = ({ name, place, users, wasmBytes, cpu }) => {
    const fewer = ours.findLast((line) => line.name === name && line.place === place && line.users < users);
    const further = fewer ? rounded(((cpu.median - fewer.cpu.median) * 1000) / (users - fewer.users)) : "";
    const each = [wasmBytes ? rounded(wasmBytes.median / users) : "", rounded((cpu.median * 1000) / users), further];
    return `| ${NAMES[name]} | ${PLACES[place]} | ${grouped(users)} | ${each.join(" | ")} |`;
  };
  return ours.map(told).join("\n");
}

function slowedDown(rows) {
  const told = ({ users, slowdown, perFrame, share, lateness, longestTask }) =>
    `| ${grouped(users)} | ${slowdown === 1 ? "as it is" : `${slowdown} times slower`} | ${range(perFrame, "ms")} | ${range(share, "%", 100)} | ${range(lateness, "ms")} | ${task(longestTask)} |`;
  return `
The same figure with the default waits, in Chromium. *Main thread per frame* is all that the main thread did, divided by the number
of frames.

| users | processor | main thread per frame | share of the main thread | last code late by | longest task |
| --- | --- | --- | --- | --- | --- |
${rows.map(told).join("\n")}
`;
}

function frames(summary) {
  const told = ({ place, users, framesPerSecond, drawMs, longestDrawMs }) =>
    `| ${PLACES[place]} | ${grouped(users)} | ${range(framesPerSecond, "")} | ${range(drawMs, "ms")} | ${range(longestDrawMs, "ms")} |`;
  return summary.filter(({ framesPerSecond }) => framesPerSecond).map(told).join("\n");
}

const triedAgain = (repeated) => `
The browser crashed or the contender failed, and was tried again:
${repeated.map(({ name, place, problem }) => `- ${NAMES[name] ?? name}, ${PLACES[place]}: ${problem}`).join("\n")}
`;

const inOneTab = (place, repeats) => `
Ten runs of a million users, one after another in one tab of ${PLACES[place]}, with the figure drawn. Megabytes after each:

| run | ${repeats.map((_, index) => index + 1).join(" | ")} |
| --- | ${repeats.map(() => "---").join(" | ")} |
| WebAssembly memory | ${repeats.map(({ wasm }) => rounded(wasm / 1e6)).join(" | ")} |
| all memory of the browser's processes | ${repeats.map(({ own }) => rounded(own / 1e6)).join(" | ")} |
`;

function lines(summary, measure, scale) {
  const shown = summary.filter(({ place, name }) => (place === "chromium" && !["recorded", "view"].includes(name)) || place === "native");
  const points = (name) => shown.filter((line) => line.name === name && line[measure]).map((line) => [line.users, line[measure].median * scale]);
  return [...new Set(shown.map(({ name }) => name))].map((name) => ({ name: SHORT[name], points: points(name) })).filter(({ points }) => points.length > 0);
}

/** Writes the page into a folder. `data` is all that was measured. */
export async function writeReport(data, folder) {
  const file = (name) => new URL(name, folder);
  const { machine, bound, runs, repeats, repeated } = data;
  const summary = data.summary.toSorted(byPlace);
  const sizes = [...new Set(summary.map(({ users }) => users))];
  await writeFile(file("benchmarks.json"), `${JSON.stringify(data).replaceAll('{"name"', '\n{"name"')}\n`);
  await writeFile(file("images/lateness.svg"), plot({ title: "How late the last code is", unit: "ms", floor: 0.1, lines: lines(summary, "lateness", 1) }));
  await writeFile(file("images/cpu.svg"), plot({ title: "Processor time", unit: "ms", floor: 1, lines: lines(summary, "cpu", 1) }));
  await writeFile(file("benchmarks.md"), `# Benchmarks

Written by \`scripts/bench\` on ${machine.date}; nothing here is typed by hand. The same as JSON: [benchmarks.json](benchmarks.json).
The small Python of figures that run programs is measured [beside CPython and MicroPython](benchmarks-python.md).

All contenders wait for the same users. Each user takes 0.5 to 1.5 s in steps of a millisecond; a million of them take 5 to 7 s (seed
42). The waits are drawn beforehand, so they cost no contender time or memory. (The figure keeps its own, with the codes: 8 bytes a
user.) Each number is the median of ${runs} runs, with the smallest and the largest; the contenders take turns.

- *Late* says how long after its own user's wait the last code came: when it arrived in the figure, or when all were joined elsewhere.
- *CPU* and *memory* are those of all processes of the browser, or of the one process. From the CPU we take off what an idle page
  costs in the same time; for a handful of users that leaves nothing but noise. *Memory* is the largest of five readings a second,
  less what was taken before the first run.
- In browsers, each contender has a page of its own. It warms up with a thousand users, eight times, and then runs with more and
  more users. Firefox and WebKit give pages a clock with a resolution of a millisecond.
- A contender that is not done after ${bound / 1000} s is stopped, and not tried with more users.

Machine: ${machine.processor}, ${machine.memory}, ${machine.system}. Versions: ${machine.versions.join(", ")}.

![How late the last code is, against the number of users](images/lateness.svg)
![Processor time against the number of users](images/cpu.svg)

(The drawings show Chromium, and what runs without a browser. Contenders that were stopped are missing.)

## The waiting room against the others

${comparisons(summary, sizes)}

Some costs of a run do not grow with its users: the timer fires about sixty times a second, and each firing costs the browser as much
as hundreds of polls. So the table also has what *each further user* costs, compared with the row with fewer users.

| | in | users | bytes of WebAssembly memory per user | µs of CPU per user | µs of CPU for each further user |
| --- | --- | --- | --- | --- | --- |
${perUser(summary)}

| drawing the figure in | users | frames a second while codes arrive | our code in one frame (median) | (longest) |
| --- | --- | --- | --- | --- |
${frames(summary)}

${data.frames.length ? slowedDown(data.frames) : ""}
${repeats.after.length ? inOneTab(repeats.place, repeats.after) : ""}
${repeated.length ? triedAgain(repeated) : ""}
## Everything
${sizes.map((users) => table(users, summary, bound)).join("")}`);
}
