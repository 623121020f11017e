// What processes cost, from Linux' /proc.
import { readdirSync, readFileSync } from "node:fs";

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // The process is gone.
  }
};

/** The process and all that it started, and they started. */
function tree(root) {
  const children = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${pid}/stat`);
    const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const below = (pid) => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(String(root));
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** The kernel counts time on a processor in hundredths of a second. */
const TICK = 10;

/** The time on a processor, in milliseconds, of a process and of what it started. */
function cpu(root) {
  const spent = (pid) => {
    const stat = read(`/proc/${pid}/stat`);
    // User and system time, its own and that of children that have ended.
    return sum(stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 15).map(Number));
  };
  return sum(tree(root).map(spent)) * TICK;
}

/** The memory of their own that they have now, in bytes. */
export function memory(root) {
  const own = (pid) => Number(/RssAnon:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  return sum(tree(root).map(own)) * 1024;
}

/** Ends all that a process has started. */
export function endChildren(root) {
  for (const pid of tree(root).slice(1)) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

/** Watches processes; the function that it gives tells what they have cost since. */
export function watch(root) {
  const [cpuBefore, memoryBefore, begin] = [cpu(root), memory(root), performance.now()];
  let peak = memoryBefore;
  const look = () => (peak = Math.max(peak, memory(root)));
  const timer = setInterval(look, 200);
  return () => {
    look();
    clearInterval(timer);
    return { cpu: cpu(root) - cpuBefore, memory: peak - memoryBefore, took: performance.now() - begin };
  };
}
