// The listings in Python and in JavaScript really run, in virtual time, and take what the prediction says.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const WAITS = [6, 8, 7, 8, 13, 6];
/** Of the six users of the notebook, the first types a wrong code; the deadline is ten seconds, and the limit two. */
const TAKES = {
  one_by_one: 48, all_at_once: 13, at_most: 26, first: 6, deadline: 10, fail_fast: 6, blocking: 48, never_awaited: 0,
};
const ARRIVED = { one_by_one: 6, all_at_once: 6, at_most: 6, first: 1, deadline: 5, fail_fast: 0, blocking: 6, never_awaited: 0 };
const file = (path) => new URL(`../../${path}`, import.meta.url);

/** A clock that jumps straight to the next timer. */
class VirtualTime {
  now = 0;
  #timers = [];

  at(time, wake) {
    this.#timers.push({ time, wake });
  }

  /** Runs until `promise` is settled. */
  async until(promise) {
    let isOver = false;
    const settled = promise.finally(() => (isOver = true));
    settled.catch(() => {});
    for (;;) {
      await new Promise(setImmediate);
      if (isOver) return settled;
      this.#timers.sort((a, b) => a.time - b.time);
      const { time, wake } = this.#timers.shift();
      this.now = Math.max(this.now, time);
      wake();
    }
  }
}

/** The functions of the listing, in a room with six users on that clock. */
async function lesson(time) {
  const sleep = (seconds, signal) => new Promise((resolve, reject) => {
    time.at(time.now + seconds, resolve);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
  const timeout = (milliseconds) => {
    const controller = new AbortController();
    time.at(time.now + milliseconds / 1000, () => controller.abort());
    return controller.signal;
  };
  const names = [..."oneByOne allAtOnce atMost first deadline failFast blocking neverAwaited codeFrom rightCodeFrom codeFromBlocking".split(" ")];
  const environment = {
    sleep,
    sendCode: (user) => String(user.wait),
    check: (user, code) => {
      if (user === users[0]) throw new Error("wrong code");
      return code;
    },
    performance: { now: () => 1000 * (time.now += 0.001) },
    AbortSignal: { timeout },
  };
  const text = await readFile(file("src/listing/strategies.js"), "utf8");
  const functions = new Function(...Object.keys(environment), `${text}\nreturn { ${names.join(", ")} };`)(...Object.values(environment));
  const users = WAITS.map((wait) => ({ wait }));
  return { ...functions, room: { ...functions, users: () => users } };
}

const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const parameter = { at_most: [2], deadline: [10] };

describe("the lesson in JavaScript", () => {
  for (const [name, seconds] of Object.entries(TAKES)) {
    it(`${name} takes ${seconds} s`, async () => {
      const time = new VirtualTime();
      const { room, ...functions } = await lesson(time);
      const result = await time.until(functions[camelCase(name)](room, ...(parameter[name] ?? []))).catch(() => []);
      assert.ok(Math.abs(time.now - seconds) < 0.1, `${time.now} s`);
      assert.equal([result ?? []].flat().length, ARRIVED[name]);
    });
  }
});

describe("the lesson in Python", () => {
  const report = JSON.parse(execFileSync("python3", [fileURLToPath(file("tests/node/lesson.py")), fileURLToPath(file("src/listing/strategies.py")), JSON.stringify(WAITS)]));
  for (const [name, seconds] of Object.entries(TAKES)) {
    it(`${name} takes ${seconds} s`, () => assert.deepEqual(report[name], [seconds, ARRIVED[name]]));
  }
});
