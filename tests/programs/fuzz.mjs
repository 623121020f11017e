// Makes random programs of tasks, sleeps, locks, queues, timeouts, groups and cancellations, and compares what CPython and the little
// Python print: node tests/programs/fuzz.mjs COUNT [FIRST_SEED]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpython } from "./cpython.mjs";

/** Numbers that are the same for the same seed, everywhere (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) % below;
  };
}

const HEAD = `import asyncio

tasks = {}
count = 0

def say(*what):
    print(f"{asyncio.get_running_loop().time():g}", asyncio.current_task().get_name(), *what)

def told(error):
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}[{', '.join(told(part) for part in error.exceptions)}]"
    return type(error).__name__

async def child(n, delay, fails):
    try:
        say("child", n)
        await asyncio.sleep(delay)
        if fails:
            raise ValueError(n)
        say("child done", n)
        return n
    except asyncio.CancelledError:
        say("child cancelled", n)
        raise

`;

/** The program with that number. */
export function program(seed) {
  const random = generator(seed);
  const pick = (...choices) => choices[random(choices.length)];
  const delay = () => pick("0", "0", "1", "1", "2", "0.5", "3");
  let label = 0;
  const taskCount = 2 + random(4);

  const child = () => `child(${++label}, ${delay()}, ${pick("False", "False", "False", "True")})`;
  const block = (depth, indent) => Array.from({ length: 1 + random(3) }, () => action(depth, indent)).join("");
  /** An action whose exceptions are told. */
  function guarded(depth, indent, lines) {
    return `${indent}try:\n${lines}${indent}except Exception as e:\n${indent}    say("caught", told(e))\n`;
  }
  function action(depth, indent) {
    const inner = indent + "    ";
    const n = ++label;
    const nested = depth < 3;
    switch (random(nested ? 24 : 10)) {
      case 0: case 1: return `${indent}await asyncio.sleep(${delay()})\n${indent}say("slept ${n}")\n`;
      case 2: return `${indent}say("step ${n}")\n`;
      case 3: return `${indent}event.${pick("set", "set", "clear")}()\n`;
      case 4: return guarded(depth, indent, `${inner}say("put", await asyncio.wait_for(queue.put(${n}), ${delay()}))\n`);
      case 5: return guarded(depth, indent, `${inner}say("got", await asyncio.wait_for(queue.get(), ${delay()}))\n`);
      case 6: return guarded(depth, indent, `${inner}say("event", await asyncio.wait_for(event.wait(), ${delay()}))\n`);
      case 7: return `${indent}say("cancel", tasks["t${random(taskCount)}"].cancel() if "t${random(taskCount)}" in tasks else None)\n`;
      case 8: return guarded(depth, indent, `${inner}say("awaited", await ${child()})\n`);
      case 9: return `${indent}asyncio.get_running_loop().call_${pick(`soon(`, `later(${delay()}, `)}print, "callback ${n}")\n`;
      case 10: case 11: return `${indent}async with lock${random(2)}:\n${inner}say("locked ${n}")\n${block(depth + 1, inner)}${indent}say("unlocked ${n}")\n`;
      case 12: return `${indent}async with semaphore:\n${block(depth + 1, inner)}`;
      case 13: case 14: return guarded(depth, indent, `${inner}async with asyncio.timeout(${delay()}):\n${block(depth + 1, inner + "    ")}`);
      case 15: return guarded(depth, indent, `${inner}say("gathered", await asyncio.gather(${Array.from({ length: 1 + random(3) }, child).join(", ")}))\n`);
      case 16: return `${indent}say("all", [told(r) if isinstance(r, BaseException) else r for r in await asyncio.gather(${Array.from({ length: 1 + random(3) }, child).join(", ")}, return_exceptions=True)])\n`;
      case 17: case 18: return guarded(depth, indent, `${inner}async with asyncio.TaskGroup() as group:\n${Array.from({ length: 1 + random(3) }, () => `${inner}    group.create_task(${child()})\n`).join("")}${random(2) ? block(depth + 1, inner + "    ") : ""}`);
      case 19: return guarded(depth, indent, `${inner}say("in time", await asyncio.wait_for(${pick(child(), `asyncio.shield(${child()})`)}, ${delay()}))\n`);
      case 20: {
        const when = pick("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED");
        const made = Array.from({ length: 1 + random(3) }, () => `asyncio.create_task(${child()})`).join(", ");
        return `${indent}made = [${made}]\n${indent}done, pending = await asyncio.wait(made, return_when=asyncio.${when}${pick("", `, timeout=${delay()}`)})\n` +
          `${indent}say("wait", len(done), len(pending))\n${indent}for task in made:\n${inner}say(task.get_name(), task.done(), task.cancel())\n` +
          `${indent}say([told(r) if isinstance(r, BaseException) else r for r in await asyncio.gather(*made, return_exceptions=True)])\n`;
      }
      case 21: return `${indent}try:\n${block(depth + 1, inner)}${indent}finally:\n${inner}say("finally ${n}")\n${pick("", `${inner}await asyncio.sleep(${delay()})\n${inner}say("late ${n}")\n`)}`;
      case 22: return `${indent}try:\n${block(depth + 1, inner)}${indent}except asyncio.CancelledError:\n${inner}say("cancelled ${n}")\n${inner}${pick("raise", "raise", "asyncio.current_task().uncancel()")}\n`;
      default: return `${indent}async with condition:\n${inner}${pick(`condition.notify(${1 + random(2)})`, "condition.notify_all()")}\n` +
        guarded(depth, indent, `${inner}async with condition:\n${inner}    async with asyncio.timeout(${delay()}):\n${inner}        say("condition", await condition.wait())\n`);
    }
  }

  const bodies = Array.from({ length: taskCount }, (_, index) => `async def task${index}():\n${block(0, "    ")}${block(0, "    ")}    say("end")\n    return ${index}\n\n`);
  return `${HEAD}${bodies.join("")}async def main():
    global lock0, lock1, semaphore, event, queue, condition
    lock0, lock1, semaphore, event, queue, condition = asyncio.Lock(), asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event(), asyncio.Queue(1), asyncio.Condition()
    for n, coroutine in enumerate([${bodies.map((_, index) => `task${index}()`).join(", ")}]):
        tasks[f"t{n}"] = asyncio.create_task(coroutine, name=f"t{n}")
    done, pending = await asyncio.wait(tasks.values(), timeout=30)
    for name, task in tasks.items():
        print(name, task.done(), task.cancelled(), told(task.exception()) if task.done() and not task.cancelled() and task.exception() else "")

asyncio.run(main())
`;
}

/** The seeds of programs that print something else than in CPython. */
export async function differing(binary, seeds) {
  const run = await cpython();
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  const found = [];
  try {
    for (const seed of seeds) {
      const text = program(seed);
      const [output, errors, status] = run(text);
      const path = join(folder, "program.py");
      writeFileSync(path, text);
      const ours = spawnSync(binary, [path], { encoding: "utf8", timeout: 20_000 });
      if (ours.error && ours.error.code !== "ETIMEDOUT") throw ours.error;
      if (ours.stdout !== output || ours.status !== status) found.push({ seed, text, output, errors, status, ours });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return found;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [count, first = 1] = process.argv.slice(2).map(Number);
  const found = await differing("target/debug/examples/program", Array.from({ length: count }, (_, index) => first + index));
  for (const { seed, output, status, ours } of found) {
    const [expected, got] = [output, ours.stdout].map((text) => text.split("\n"));
    const line = expected.findIndex((text, index) => text !== got[index]);
    console.log(`seed ${seed}: status ${ours.status} for ${status}; line ${line + 1}: expected ${JSON.stringify(expected[line])}, got ${JSON.stringify(got[line])}${ours.stderr.slice(-200)}`);
  }
  console.log(`${found.length} of ${count} differ`);
  process.exit(found.length ? 1 : 0);
}
