// Orders a module's functions so that each stands beside one that is like it, which compresses better.
import { leb128, OPCODES, walk } from "../www/streams.js";
import { codeReader } from "./streams.mjs";

const CUSTOM = 0;
/** How many instructions in a row are compared. */
const ROW = 2;

/** The module with a name for each function: sorted by name, the functions are in that order. */
export function nameInOrder(module) {
  const imported = WebAssembly.Module.imports(new WebAssembly.Module(module)).filter(({ kind }) => kind === "function").length;
  const names = chain(functionsOf(module).map(rows)).map((index, place) => [imported + index, String(place).padStart(6, "0")]);
  const sorted = names.sort(([one], [other]) => one - other);
  const map = [leb128(names.length), ...sorted.map(([index, name]) => [...leb128(index), name.length, ...Buffer.from(name)])].flat();
  const section = [4, ...Buffer.from("name"), 1, ...leb128(map.length), ...map];
  return Buffer.concat([module, Uint8Array.of(CUSTOM, ...leb128(section.length), ...section)]);
}

/** The functions of a module: for each the hashes of its instructions. */
function functionsOf(module) {
  const { number, count } = codeReader(module);
  return Array.from({ length: count }, () => {
    const instructions = [];
    number();
    walk((stream, width) => {
      const value = width ? module[(number.at += width) - 1] : number();
      if (stream === OPCODES) instructions.push(value);
      else if (instructions.length) instructions.push(Math.imul(instructions.pop(), 31) + value | 0);
      return value;
    }, () => 0);
    return instructions;
  });
}

/** How much of a function is made of each row of instructions: the numbers' squares add up to 1. */
function rows(instructions) {
  const counts = new Map();
  for (let from = 0; from + ROW <= instructions.length; from++) {
    const row = instructions.slice(from, from + ROW).reduce((hash, instruction) => Math.imul(hash, 0x01000193) ^ instruction);
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const all = Math.max(1, instructions.length - ROW + 1);
  return new Map([...counts].map(([row, count]) => [row, Math.sqrt(count / all)]));
}

/** The numbers of all functions, from the first on: after each comes the one that is most like it, of those that are left. */
function chain(functions) {
  const having = new Map();
  for (const [index, rows] of functions.entries()) {
    for (const [row, share] of rows) {
      if (!having.has(row)) having.set(row, []);
      having.get(row).push([index, share]);
    }
  }
  const left = new Set(functions.keys());
  const order = [];
  for (let next = 0; next !== undefined; next = mostAlike(functions[next], having, left) ?? left.values().next().value) {
    left.delete(next);
    order.push(next);
  }
  return order;
}

function mostAlike(rows, having, left) {
  const likeness = new Map();
  for (const [row, share] of rows) {
    for (const [other, itsShare] of having.get(row)) if (left.has(other)) likeness.set(other, (likeness.get(other) ?? 0) + share * itsShare);
  }
  let best;
  for (const [other, value] of likeness) if (!(likeness.get(best) >= value)) best = other;
  return best;
}
