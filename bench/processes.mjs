// What processes cost, from Linux' /proc.
import { readdirSync, readFileSync } from "node:fs";

const read = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // The process is gone.
  }
};

const list = (path) => {
  try {
    return readdirSync(path);
  } catch {
    return []; // The same.
  }
};

/** All that a process started, and they started; without the process itself, which is busy with measuring. */
function tree(root) {
  const children = new Map();
  for (const pid of list("/proc").filter((name) => /^\d+$/.test(name))) {
    const stat = read(`/proc/${pid}/stat`);
    const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const below = (pid) => (children.get(String(pid)) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** The time on a processor, in milliseconds, of each thread of what a process started. (The kernel tells it to the nanosecond.) */
function threads(root) {
  const spent = new Map();
  for (const pid of tree(root)) {
    for (const thread of list(`/proc/${pid}/task`)) spent.set(thread, Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(" ")[0]) / 1e6);
  }
  return spent;
}

/** What they took since. Threads that have ended meanwhile are not counted: of those that work, none does. */
function cpu(root, before) {
  return sum([...threads(root)].map(([thread, now]) => now - (before.get(thread) ?? 0)));
}

/** The memory of their own that they have now, in bytes. */
export function memory(root) {
  const own = (pid) => Number(/RssAnon:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  return sum(tree(root).map(own)) * 1024;
}

/** Ends all that a process has started. */
export function endChildren(root) {
  for (const pid of tree(root)) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

/** Watches what a process has started; the function that it gives tells what that has cost since. */
export function watch(root) {
  const [before, begin] = [threads(root), performance.now()];
  let peak = memory(root);
  const look = () => (peak = Math.max(peak, memory(root)));
  const timer = setInterval(look, 200);
  return () => {
    const spent = { cpu: cpu(root, before), took: performance.now() - begin };
    look();
    clearInterval(timer);
    return { ...spent, peak };
  };
}
