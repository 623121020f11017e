// Measures contenders that run without a browser, in a process of their own for each number of users.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { BOUND } from "./bound.mjs";
import { waitsOf } from "./browser.mjs";
import { memory, watch } from "./processes.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));

/** How each is called. */
export const NATIVE = { tokio: [file("target/native/tokio")], asyncio: ["python3", file("asyncio_users.py")] };

/** Runs a contender with more and more users, until it has to be stopped. */
export async function* measureNative(name, sizes, address) {
  for (const users of sizes) {
    const measured = await measureProcess(name, users, address);
    yield [users, measured];
    if (!measured) return;
  }
}

async function measureProcess(name, users, address) {
  const waits = file(`target/waits-${users}`);
  await writeFile(waits, await waitsOf(users, address));
  const [program, ...parameters] = NATIVE[name];
  const child = spawn(program, [...parameters, waits], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const [memoryBefore, cost] = [memory(process.pid), watch(process.pid)];
  child.stdin.write("\n");
  const timeout = setTimeout(() => child.kill(), BOUND);
  const { value } = await lines.next();
  clearTimeout(timeout);
  const { peak, ...spent } = cost();
  if (child.killed) return null;
  if (!value) throw new Error(`${name} ended without a result`);
  const [started, due, arrived] = JSON.parse(value);
  child.stdin.end("\n");
  await once(child, "exit");
  return { ...spent, memory: peak - memoryBefore, started, lateness: arrived - due };
}
