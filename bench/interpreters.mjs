// Measures the small Python beside CPython and MicroPython: node bench/interpreters.mjs [--runs N]. Ours runs in a figure, as scripts/bundle
// makes it, in Chromium; MicroPython in node, whose engine is Chromium's; CPython by itself. Each program measures itself, and prints how many
// seconds it took. And what recording costs a server in CPython. Writes docs/benchmarks-python.md.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import { launch } from "../scripts/browsers.mjs";
import { serve } from "../scripts/serve.mjs";

const RUNS = Number(process.argv[process.argv.indexOf("--runs") + 1]) || 7;

/** MicroPython's clock counts in microseconds. */
const CLOCK = `
try:
    from time import perf_counter
except ImportError:
    from time import ticks_us
    def perf_counter():
        return ticks_us() / 1e6
`;
const timed = (setup, work) => `${CLOCK}${setup}\nstart = perf_counter()\n${work}\nprint(perf_counter() - start)\n`;

const TASKS = `${CLOCK}
import asyncio

async def wait():
    await asyncio.sleep(0.2)

async def main():
    start = perf_counter()
    await asyncio.gather(*[wait() for _ in range(10000)])
    print(perf_counter() - start - 0.2)

`;

const PROGRAMS = {
  "ten thousand tasks in a gather of sleeps, without the sleep": TASKS,
  "a loop of a million additions": timed("def loop():\n    total = 0\n    for number in range(1000000):\n        total += number\n    return total", "loop()"),
  "calls: `fib(22)`": timed("def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)", "fib(22)"),
  "a dict of 100 000 strings": timed("def fill():\n    return {str(number): number for number in range(100000)}", "fill()"),
  "strings: 20 000 times upper, split and join": timed("def work():\n    for _ in range(20000):\n        ' '.join('the quick brown fox'.upper().split(' '))", "work()"),
};

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

async function microPython(program) {
  let output = "";
  const python = await loadMicroPython({ stdout: (line) => (output += `${line}\n`), linebuffer: true, heapsize: 256 * 2 ** 20 });
  try {
    await python.runPythonAsync(program === TASKS ? `${program}await main()` : program);
    return Number(output.trim());
  } catch ({ message }) {
    return `no: ${String(message).trim().split("\n").at(-1)}`;
  }
}

const cPython = (program) => Number(execFileSync("python3", ["-c", program === TASKS ? `${program}asyncio.run(main())` : program], { encoding: "utf8" }));

async function figure(driver, address, program) {
  await driver.get(`${address}bench/interpreters.html`);
  const output = await driver.executeAsyncScript(async (program, done) => {
    const figure = document.createElement("waiting-room");
    figure.setAttribute("program", program);
    figure.setAttribute("panels", "transcript");
    document.body.append(figure);
    await customElements.whenDefined("waiting-room");
    const { output, error } = await figure.run();
    done(error ?? output);
  }, program === TASKS ? `${program}asyncio.run(main())` : program);
  return Number.isNaN(Number(output)) ? `no: ${output}` : Number(output);
}

/** How many seconds a server and its clients take, alone or recorded. */
function served(isRecorded) {
  const recorder = isRecorded ? ["-m", "waiting_room_recorder", "-o", join(tmpdir(), "waiting-room-run.json")] : [];
  const environment = { ...process.env, PYTHONPATH: fileURLToPath(new URL("../recorder", import.meta.url)) };
  const program = fileURLToPath(new URL("recorder-server.py", import.meta.url));
  return Number(execFileSync("python3", [...recorder, program], { encoding: "utf8", env: environment }));
}

const { server, address } = await serve();
const [driver, stop] = await launch("chromium");
await driver.manage().setTimeouts({ script: 60_000 });
const rows = [];
for (const [name, program] of Object.entries(PROGRAMS)) {
  const samples = { ours: [], micro: [], c: [] };
  for (let run = 0; run < RUNS; run++) {
    samples.c.push(cPython(program));
    samples.micro.push(await microPython(program));
    samples.ours.push(await figure(driver, address, program));
  }
  const [ours, micro, c] = [samples.ours, samples.micro, samples.c].map((values) => (values.every(Number.isFinite) ? median(values) : values.find((value) => typeof value === "string")));
  rows.push({ name, ours, micro, c });
  console.log(name, rows.at(-1));
}
await driver.quit();
stop?.();
server.close();

// These vary more, and take less time.
const pairs = Array.from({ length: 5 * RUNS }, () => [served(false), served(true)]);
const [alone, recorded] = [0, 1].map((which) => median(pairs.map((pair) => pair[which])));
console.log("a server, alone and recorded", alone, recorded);

const milliseconds = (value) => (typeof value === "string" ? value : `${(value * 1000).toFixed(value < 0.01 ? 1 : 0)} ms`);
const ratio = (value, to) => (typeof value === "string" ? "" : (value / to).toFixed(1));
const version = execFileSync("python3", ["--version"], { encoding: "utf8" }).trim();
writeFileSync(new URL("../docs/benchmarks-python.md", import.meta.url), `# The small Python beside others

Medians of ${RUNS} runs in turns, on one machine. Each program measures itself. *Ours* runs in a figure in Chromium, as \`scripts/bundle\` makes it, and is
recorded and drawn meanwhile; MicroPython is its WebAssembly build (npm, in node); CPython is ${version}. \`node bench/interpreters.mjs\` writes
this page anew.

| | ours | MicroPython | CPython | ours, divided by CPython | MicroPython, divided by CPython |
| --- | --- | --- | --- | --- | --- |
${rows.map(({ name, ours, micro, c }) => `| ${name} | ${milliseconds(ours)} | ${milliseconds(micro)} | ${milliseconds(c)} | ${ratio(ours, c)} | ${ratio(micro, c)} |`).join("\n")}

A server and fifty clients in CPython, each of which sends twenty lines (\`bench/recorder-server.py\`), take ${milliseconds(alone)}; recorded
by \`recorder/\`, ${milliseconds(recorded)}: ${Math.round(100 * (recorded / alone - 1))} % more (medians of ${5 * RUNS} runs in turns, without writing the file).
`);
process.exit();
