// Packs a module so that it compresses better. www/streams.js says how, and unpacks it.
import { leb128, NAME, numberReader, OPCODES, SECTION, SHIFT, walk } from "../www/streams.js";

const CODE = 10;

/** A module that has the given one in a section of its own. */
export function pack(module) {
  const { number, count } = codeReader(module);
  const start = number.at;
  // What comes next in the code is known once the code was gone through.
  const opcodes = split(module, () => 0).streams.get(OPCODES);
  const { streams, end } = split(module, (streams, distance) => opcodes[streams.get(OPCODES).length + distance]);
  streams.set(OPCODES, opcodes.map((opcode) => (opcode - SHIFT) & 255));
  const sorted = [...streams].sort(([one], [other]) => one - other);
  const section = Buffer.concat([
    ...[NAME.length, ...Buffer.from(NAME), module.length, start, count, sorted.length].map(leb128),
    ...sorted.map(([stream, bytes], index) => [...leb128(stream - (sorted[index - 1]?.[0] ?? 0)), ...leb128(bytes.length)]),
    module.subarray(0, start),
    ...sorted.map(([, bytes]) => bytes),
    module.subarray(end),
  ].map((bytes) => Uint8Array.from(bytes)));
  return Buffer.concat([module.subarray(0, SECTION), Uint8Array.of(0, ...leb128(section.length)), section]);
}

/** What reads a module from its first function on, and how many functions there are. */
export function codeReader(module) {
  const number = numberReader(module, SECTION);
  while (module[number.at++] !== CODE) {
    number.skip();
    if (number.at >= module.length) throw new Error("the module has no code");
  }
  number();
  const count = number();
  return { number, count };
}

/** The streams, and where the functions end. */
function split(module, next) {
  const streams = new Map();
  let { number, count } = codeReader(module);
  const copy = (stream, width) => {
    const from = number.at;
    const value = width ? module[(number.at += width) - 1] : number();
    if (!streams.has(stream)) streams.set(stream, []);
    streams.get(stream).push(...module.subarray(from, number.at));
    return value;
  };
  for (; count > 0; count--) {
    number();
    walk(copy, (distance) => next(streams, distance));
  }
  return { streams, end: number.at };
}
