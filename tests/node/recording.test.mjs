// The files of recordings: both versions, and whatever else may be in one.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import { decode, encode, read, write } from "../../www/recording.js";

/** A file of version 2 with these events. */
const file = (events, more = {}) => JSON.stringify({
  kind: "waiting-room recording 2", attributes: { waits: "6 8", seed: "7" }, seconds: 8.5,
  runs: [{ strategy: "all-at-once", events }], ...more,
});
const fileOfVersion1 = (events, more = {}) => JSON.stringify({
  kind: "waiting-room recording 1", attributes: { waits: "6 8", seed: "7" }, seconds: 8.5, events, ...more,
});

const EVENTS = [
  [0, "created", 0, "main", "all_at_once"], [0, "created", 1, 'user "1",[', "code_from", 0], [0, "resumed", 0],
  [0, "printed", 0, "a\\b\nü,[1]"], [0, "suspended", 0, "tasks"], [5, "polled", 1, 5], [5, "suspended", 1, "sleep", 6_000_005, 4],
  [6, "woken", 1], [8, "gave-up", 1], [8, "refused", 2], [8, "cancelled", 2], [8, "done", 0], [9, "finished"],
];

it("reads what it wrote", () => {
  const attributes = { waits: "6 8", seed: "7", strategies: "all-at-once first" };
  const recording = { end: 8_500_000, hidden: [[3, 4]], runs: [{ strategy: "all-at-once", events: EVENTS }, { strategy: "first", events: [] }] };
  const text = write(attributes, recording);
  assert.deepEqual(read(text), { attributes, recording });
  assert.equal(JSON.parse(text).seconds, 8.5);
  assert.ok(text.split("\n").length > EVENTS.length, "a line for each event");
});

it("decodes what it encoded", () => {
  const runs = [{ strategy: "all-at-once", events: EVENTS }, { strategy: "first", events: [] }];
  const recording = { end: 8_500_000, hidden: [[3, 4], [5, 6]], runs };
  const [numbers, texts] = encode(recording);
  assert.deepEqual(decode([numbers, texts], { strategies: "all-at-once first" }), recording);
  // The beginning, as src/recording/numbers.rs has it.
  assert.deepEqual([...numbers].slice(0, 13), [8_500_000, 2, 3, 4, 5, 6, EVENTS.length, 0, 0, 0, 3, 4, 0]);
});

it("takes names for names, whatever they are", () => {
  const events = [[0, "created", 1, "sleep", "tasks", 0], [1, "printed", 1, "reader"], [2, "suspended", 1, "tasks", 7]];
  const recording = { end: 3, hidden: [], runs: [{ strategy: "all-at-once", events }] };
  const [numbers, texts] = encode(recording);
  assert.deepEqual(texts, ["sleep", "tasks", "reader"]);
  assert.deepEqual([...numbers].slice(3), [0, 0, 1, 3, 4, 1, 4, 1, 1, 5, 0, 0, 2, 2, 1, 2, 0, 7]);
  assert.deepEqual(decode([numbers, texts], {}), recording);
});

it("opens a file that the first edition saved", async () => {
  const text = await readFile(new URL("../golden/recording-1.json", import.meta.url), "utf8");
  const { attributes, recording } = read(text);
  assert.deepEqual([attributes.waits, attributes.strategies, recording.end], ["6 8 7 8 13 6", "all-at-once first", 13_039_000]);
  const [all, first] = recording.runs;
  assert.deepEqual([all.strategy, first.strategy], ["all-at-once", "first"]);
  const count = ({ events }, wanted) => events.filter(([, name]) => name === wanted).length;
  assert.deepEqual(["created", "done", "cancelled", "finished"].map((name) => count(all, name)), [6, 6, 0, 1]);
  assert.deepEqual(["created", "done", "cancelled", "finished"].map((name) => count(first, name)), [6, 1, 5, 1]);
});

it("reads the examples in the documentation", async () => {
  const page = await readFile(new URL("../../docs/recording.md", import.meta.url), "utf8");
  const runs = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, example]) => read(example).recording.runs);
  assert.deepEqual(runs.map(([{ strategy, events }]) => [strategy, events.length]), [["all-at-once", 16], ["all-at-once", 6]]);
});

it("knows every event of version 1", () => {
  const { recording: { runs, hidden } } = read(fileOfVersion1([
    [0, 0, "created", 1, 0], [0, 10, "polled", 1, 10], [0, 20, "started", 1, 0], [0, 20, "hidden", 0, 0], [0, 50, "shown", 0, 0],
    [0, 60, "woken", 1, 0], [0, 70, "refused", 1, 0], [0, 70, "cancelled", 2, 0], [0, 70, "arrived", 2, 0], [0, 80, "finished", 0, 0],
  ]));
  assert.deepEqual(runs[0].events, [
    [0, "created", 1, "user 1", "code_from", 0], [10, "polled", 1, 10], [20, "resumed", 1], [60, "woken", 1], [70, "resumed", 1],
    [70, "refused", 1], [70, "cancelled", 2], [70, "resumed", 2], [70, "done", 2], [80, "finished"],
  ]);
  assert.deepEqual(hidden, [[20, 50]]);
});

const AT = "runs[0].events[0][0] must be a whole number from 0 to 4000000000000000";
const TASK = "runs[0].events[0][2] must be a whole number from 0 to 2";
/** More users than are recorded event by event. */
const crowd = (events) => file(events, { attributes: { users: "1500", seed: "7" } });
for (const [text, expected] of [
  ["nonsense", "it is not a recording of a waiting room"],
  ["null", "it is not a recording of a waiting room"],
  ['{"kind":7}', "it is not a recording of a waiting room"],
  ['{"kind":"waiting-room recording 3"}', "its kind is “waiting-room recording 3”; allowed: “waiting-room recording 1”, “waiting-room recording 2”"],
  [file([], { seconds: 1e300 }), "seconds must be a number from 0 to 4000000000"],
  [file([], { seconds: -1 }), "seconds must be a number from 0 to 4000000000"],
  [file([], { seconds: "8" }), "seconds must be a number from 0 to 4000000000"],
  [file([], { attributes: null }), "attributes must be an object"],
  [file([], { attributes: { users: 6 } }), "attributes.users must be a string"],
  [file([], { runs: {} }), "runs must be an array"],
  [file([], { runs: [7] }), "runs[0] must be an array or an object"],
  [file([], { runs: [{ strategy: 7, events: [] }] }), "runs[0].strategy must be a string"],
  [file({}), "runs[0].events must be an array"],
  [file([7]), "runs[0].events[0] must be an array or an object"],
  [file([{}]), "runs[0].events[0] must be an array"],
  [file([[1e300, "resumed", 1]]), AT],
  [file([[-1, "resumed", 1]]), AT],
  [file([[0.5, "resumed", 1]]), AT],
  [file([["3", "resumed", 1]]), AT],
  [file([[]]), AT],
  [file([[3, "resumed"]]), TASK],
  [file([[3, "resumed", 1e9]]), TASK],
  [file([[3, "created", 1, "user 1", 7]]), "runs[0].events[0][4] must be a string"],
  [file([[3, "created", 1, "user 1", "code_from", -1]]), "runs[0].events[0][5] must be a whole number from 0 to 2"],
  [file([[3, "resumed", 3]]), TASK],
  [file([[3, "suspended", 1, "sleep"]]), "runs[0].events[0][4] must be a whole number from 0 to 4000000000000000"],
  [file([[3, "polled", 2 ** 32, 1]]), "runs[0].events[0][2] must be a whole number from 0 to 4294967295"],
  [file([[9, "done", 1], [8, "woken", 2], [3, "done", 2]]), "runs[0].events[2][0] must be at least 9, the time of an event before it"],
  [crowd([[9, "done", 1], [3, "resumed", 2], [4, "done", 2]]), "runs[0].events[2][0] must be at least 9, the time of an event before it"],
  [crowd([[3, "resumed", 2], [3, "resumed", 1]]), "runs[0].events[1][2] must be above 2, the task before it"],
  [crowd([[3, "resumed", 1501]]), "runs[0].events[0][2] must be a whole number from 0 to 1500"],
  [file([[3, "suspended", 1, 7]]), "runs[0].events[0][3] must be a string"],
  [file([[3, "exploded", 1]]), "runs[0].events[0][1] must be one of created, resumed, suspended, woken, printed, done, refused, cancelled, gave-up, polled, finished"],
  [file([[3, "constructor", 1]]), "runs[0].events[0][1] must be one of created, resumed, suspended, woken, printed, done, refused, cancelled, gave-up, polled, finished"],
  [file([], { hidden: [[1]] }), "hidden[0][1] must be a whole number from 0 to 4000000000000000"],
  [fileOfVersion1([[1, 0, "started", 1, 0]]), "events[0][0] must be the index of a strategy in its attributes"],
  [fileOfVersion1([7]), "events[0] must be an array or an object"],
  [fileOfVersion1([{}]), "events[0] must be an array"],
  [fileOfVersion1([["length", 0, "started", 1]]), "events[0][0] must be the index of a strategy in its attributes"],
]) {
  it(`refuses ${text.length > 90 ? `${text.slice(0, 45)}…${text.slice(-40)}` : text}`, () => {
    assert.throws(() => read(text), { message: expected });
  });
}
