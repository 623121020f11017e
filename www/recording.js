// The files that recordings are saved in; docs/recording.md describes them. Loaded when someone saves or opens one.

const KIND = "waiting-room recording ";

/** No run lasts longer, in microseconds. */
const LONGEST = 4e15;

/** The most users whose runs are recorded event by event, in the order in which the events happened. */
const MAX_USERS_IN_DETAIL = 1000;

/** The most tasks of a program. */
const MAX_TASKS = 100_000;

/** The events, and the kinds of the values that follow the time and the name. A `?` marks what may be missing. Their order is that of
 *  their numbers in src/recording/numbers.rs. */
const EVENTS = {
  created: ["task", "text", "text", "task?"],
  resumed: ["task"],
  suspended: ["task", "text", "number?", "number?"],
  woken: ["task"],
  printed: ["task", "text"],
  done: ["task"],
  refused: ["task"],
  cancelled: ["task"],
  "gave-up": ["task"],
  polled: ["count", "time"],
  finished: [],
};
const NAMES = Object.keys(EVENTS);

/** What tasks await most: texts that Rust knows by these numbers. */
const AWAITED = ["sleep", "reader", "tasks"];

/** A program's figure has one run, of the program. */
const strategiesOf = ({ strategies = "all-at-once", program }) => (program === undefined ? strategies.split(/\s+/).filter(Boolean) : ["program"]);

/** A recording, given what a figure returns as one: an array of numbers, as src/browser/convert.rs and src/recording/numbers.rs write
 *  them, and an array of texts. */
export function decode([numbers, texts], attributes) {
  let index = 0;
  const next = () => numbers[index++];
  const text = (number) => AWAITED[number] ?? texts[number - AWAITED.length];
  const row = () => {
    const [name, at, task, ...values] = [NAMES[next()], next(), next(), next(), next(), next()];
    switch (name) {
      case "created": return [at, name, task, text(values[0]), text(values[1]), ...(values[2] ? [values[2] - 1] : [])];
      case "suspended": return [at, name, task, text(values[0]), ...(values[0] ? [] : [values[1]]), ...(values[2] ? [values[2]] : [])];
      case "printed": return [at, name, task, text(values[0])];
      case "polled": return [at, name, values[0], values[1]];
      case "finished": return [at, name];
      default: return [at, name, task];
    }
  };
  const end = next();
  const hidden = Array.from({ length: next() }, () => [next(), next()]);
  const runs = strategiesOf(attributes).map((strategy) => {
    const events = [];
    for (let left = next(); left > 0; left--) events.push(row());
    return { strategy, events };
  });
  return { end, hidden, runs };
}

/** The inverse of `decode`. */
export function encode({ end, hidden, runs }) {
  const [numbers, texts] = [[end, hidden.length, ...hidden.flatMap(([from, until]) => [from, until])], []];
  const text = (value) => texts.push(value) - 1 + AWAITED.length;
  const awaited = (value) => (AWAITED.includes(value) ? AWAITED.indexOf(value) : text(value));
  const valuesOf = (name, [first, second, third, fourth]) => {
    switch (name) {
      case "created": return [first, text(second), text(third), fourth === undefined ? 0 : fourth + 1];
      case "suspended": return second === "sleep" ? [first, 0, third, fourth ?? 0] : [first, awaited(second), 0, third ?? 0];
      case "printed": return [first, text(second), 0, 0];
      case "polled": return [0, first, second, 0];
      default: return [first ?? 0, 0, 0, 0];
    }
  };
  for (const { events } of runs) {
    numbers.push(events.length);
    for (const [at, name, ...values] of events) numbers.push(NAMES.indexOf(name), at, ...valuesOf(name, values));
  }
  return [Float64Array.from(numbers), texts];
}

/** What is wrong with the value at `path`. */
const wrong = (path, allowed) => new Error(`${path} must be ${allowed}`);

/** The text of a file, given a recording and the attributes of its figure. */
export function write(attributes, { end, hidden, runs }) {
  const list = (values) => `[\n${values.map((value) => JSON.stringify(value)).join(",\n")}\n]`;
  const written = runs.map(({ strategy, events }) => `{"strategy":${JSON.stringify(strategy)},"events":${list(events)}}`);
  const head = { kind: `${KIND}2`, attributes, seconds: end / 1e6, hidden };
  return `${JSON.stringify(head).slice(0, -1)},"runs":[\n${written.join(",\n")}\n]}\n`;
}

/** The attributes and the recording in the text of a file; throws an error that says what is wrong with which value. */
export function read(text) {
  const file = parse(text);
  if (file?.kind !== `${KIND}1` && file?.kind !== `${KIND}2`) throw notARecording(file?.kind);
  const attributes = readAttributes(file.attributes);
  if (typeof file.seconds !== "number" || !(file.seconds >= 0 && file.seconds <= LONGEST / 1e6)) {
    throw wrong("seconds", `a number from 0 to ${LONGEST / 1e6}`);
  }
  const { runs, hidden = [] } = file.kind === `${KIND}1` ? fromVersion1(file, attributes) : file;
  const recording = { end: Math.round(file.seconds * 1e6), hidden, runs };
  check(recording, countUsers(attributes), attributes.program !== undefined);
  const strategies = runs.map(({ strategy }) => strategy);
  if (strategies.join() !== strategiesOf(attributes).join()) throw wrong("runs", "one for each strategy in its attributes, in their order");
  return { attributes, recording };
}

/** How many users there are. The figure checks whether the attributes are allowed. */
function countUsers({ waits, users = "6", program }) {
  if (program !== undefined) return MAX_TASKS;
  return waits === undefined ? Number(users) || 0 : waits.split(/\s+/).filter(Boolean).length;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function notARecording(kind) {
  if (typeof kind !== "string") return new Error("it is not a recording of a waiting room");
  return new Error(`its kind is “${kind}”; allowed: “${KIND}1”, “${KIND}2”`);
}

function readAttributes(attributes) {
  if (attributes === null || typeof attributes !== "object" || Array.isArray(attributes)) throw wrong("attributes", "an object");
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value !== "string") throw wrong(`attributes.${name}`, "a string");
  }
  return attributes;
}

/** Version 1 had one list of rows, each of which begins with the index of its strategy, and knew users only. */
function fromVersion1({ events }, attributes) {
  const runs = strategiesOf(attributes).map((strategy) => ({ strategy, events: [] }));
  const hidden = [];
  each("events", events, (row, path) => {
    if (!Array.isArray(row)) throw wrong(path, "an array");
    const [run, at, name, first, second] = row;
    if (name === "hidden") hidden.push([at, LONGEST]);
    else if (name === "shown" && hidden.length) hidden.at(-1)[1] = at;
    else if (!Number.isInteger(run) || !runs[run]) throw wrong(`${path}[0]`, "the index of a strategy in its attributes");
    else runs[run].events.push(...toVersion2(at, name, first, second));
  });
  return { runs, hidden };
}

/** The same events in version 2. In version 1, an arrival or a refusal implied that the task took a step. */
function toVersion2(at, name, first, second) {
  switch (name) {
    case "created": return [[at, name, first, `user ${first}`, "code_from", 0]];
    case "started": return [[at, "resumed", first]];
    case "arrived": return [[at, "resumed", first], [at, "done", first]];
    case "refused": return [[at, "resumed", first], [at, name, first]];
    case "polled": return [[at, name, first, second]];
    case "finished": return [[at, name]];
    default: return [[at, name, first]];
  }
}

function check({ hidden, runs }, users, isProgram) {
  each("runs", runs, ({ strategy, events }, path) => {
    if (typeof strategy !== "string") throw wrong(`${path}.strategy`, "a string");
    const checkOrder = orderChecker(isProgram || users <= MAX_USERS_IN_DETAIL);
    each(`${path}.events`, events, (row, path) => {
      checkEvent(row, users, path);
      checkOrder(row, path);
    });
  });
  each("hidden", hidden, (span, path) => {
    if (!Array.isArray(span)) throw wrong(path, "an array");
    [0, 1].forEach((index) => checkNumber(span[index], LONGEST, `${path}[${index}]`));
  });
}

function checkEvent(row, users, path) {
  if (!Array.isArray(row)) throw wrong(path, "an array");
  const [at, name, ...values] = row;
  checkNumber(at, LONGEST, `${path}[0]`);
  if (!Object.hasOwn(EVENTS, name)) throw wrong(`${path}[1]`, `one of ${Object.keys(EVENTS).join(", ")}`);
  const most = { task: users, count: 2 ** 32 - 1, time: LONGEST, number: LONGEST };
  EVENTS[name].forEach((kind, index) => {
    const [value, place] = [values[index], `${path}[${index + 2}]`];
    // A sleep must say until when.
    const isOptional = kind.endsWith("?") && !(values[1] === "sleep" && index === 2);
    if (isOptional && value === undefined) return;
    if (kind !== "text") checkNumber(value, most[kind.replace("?", "")], place);
    else if (typeof value !== "string") throw wrong(place, "a string");
  });
}

function checkNumber(value, most, path) {
  if (!Number.isInteger(value) || value < 0 || value > most) throw wrong(path, `a whole number from 0 to ${most}`);
}

/** Checks event after event that their times do not go back. (`woken` may: it is written late. With more users than are recorded
 *  event by event, only two kinds are checked, each by itself: the times of `resumed` and of `done` do not go back, and the tasks that
 *  `resumed` names go up.) */
function orderChecker(isDetailed) {
  const last = {};
  let lastTask = 0;
  return ([at, name, task], path) => {
    if (isDetailed ? name === "woken" : name !== "resumed" && name !== "done") return;
    const group = isDetailed ? "all" : name;
    if (at < last[group]) throw wrong(`${path}[0]`, `at least ${last[group]}, the time of an event before it`);
    last[group] = at;
    if (isDetailed || name !== "resumed") return;
    if (task <= lastTask) throw wrong(`${path}[2]`, `above ${lastTask}, the task before it`);
    lastTask = task;
  };
}

function each(path, values, visit) {
  if (!Array.isArray(values)) throw wrong(path, "an array");
  values.forEach((value, index) => {
    if (value === null || typeof value !== "object") throw wrong(`${path}[${index}]`, "an array or an object");
    visit(value, `${path}[${index}]`);
  });
}
