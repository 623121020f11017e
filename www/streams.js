// A module's code compresses a tenth better when like stands beside like: all opcodes, all addresses, all numbers of variables, each
// kind in a stream of its own. scripts/streams.mjs takes a module apart into such streams; this puts it together again. (What the code
// of a module is made of: https://webassembly.github.io/spec/core/binary/.)

/** The streams that hold no immediates. All others have higher numbers. */
export const OPCODES = 0;
const LOCALS = 1;
/** How much less an opcode is in its stream. Brotli expects a byte by the two before it, and tells those at the ends of their range apart
 *  best: the most frequent opcode becomes 255. */
export const SHIFT = 33;

const [BLOCK, IF, END, BR_TABLE, SELECT, LOCAL_GET, I32_CONST, F32_CONST, F64_CONST, PREFIX] = [2, 4, 11, 14, 28, 32, 65, 67, 68, 252];
/** How many numbers follow an opcode: from the first to the last of each three. */
const NUMBERS = new Uint8Array(256);
for (const [first, last, count] of [
  [BLOCK, IF, 1], [12, 13, 1], [16, 16, 1], [17, 17, 2], [LOCAL_GET, 38, 1], [40, 62, 2], [63, 66, 1], [208, 208, 1], [210, 210, 1],
]) NUMBERS.fill(count, first, last + 1);
/** How many follow the one that follows the prefix. */
const PREFIXED_NUMBERS = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** Goes through a function, and has each part of it copied from where it is to where it belongs: `copy(stream, width)` copies that many
 *  bytes, or a number (LEB128), and returns it. `next(0)` is the opcode that follows, `next(1)` the one after it. */
export function walk(copy, next) {
  for (let groups = copy(LOCALS); groups > 0; groups--) copyMany(2, LOCALS, copy);
  for (let depth = 1; depth > 0;) {
    const opcode = copy(OPCODES, 1);
    if (opcode >= BLOCK && opcode <= IF) depth++;
    if (opcode === END) depth--;
    copyImmediates(opcode, streamOf(opcode, next), copy);
  }
}

/** The stream of an instruction's immediates. The two most frequent ones have streams by what follows, because that tells what they are:
 *  which address is computed, or which field of it is read. */
function streamOf(opcode, next) {
  const isConstant = opcode === I32_CONST;
  const first = isConstant || opcode === LOCAL_GET ? next(0) : 0;
  const second = isConstant || first === I32_CONST ? next(1) : 0;
  return (opcode << 17) | (first << 9) | (second << 1);
}

function copyImmediates(opcode, stream, copy) {
  if (opcode === F32_CONST) copy(stream, 4);
  else if (opcode === F64_CONST) copy(stream, 8);
  else if (opcode === BR_TABLE) copyMany(copy(stream) + 1, stream, copy);
  else if (opcode === SELECT) copyMany(copy(stream), stream, copy);
  else {
    const count = opcode === PREFIX ? PREFIXED_NUMBERS[copy(stream)] : NUMBERS[opcode];
    for (let index = 0; index < count; index++) copy(stream | index);
  }
}

function copyMany(count, stream, copy) {
  for (; count > 0; count--) copy(stream);
}

/** A number as LEB128, in as few bytes as it needs. */
export function leb128(number) {
  const bytes = [];
  for (; number > 127; number >>>= 7) bytes.push((number & 127) | 128);
  return [...bytes, number];
}

/** Reads the numbers that stand in `bytes` one after another, from `at` on. */
export function numberReader(bytes, at) {
  const reader = () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[reader.at++];
      number |= (byte & 127) << shift;
      if (!(byte > 127)) return number;
    }
  };
  reader.at = at;
  /** Skips what begins with its own length. */
  reader.skip = () => {
    const length = reader();
    reader.at += length;
  };
  return reader;
}

/** Where the section begins that holds a packed module, and its name. */
export const SECTION = 8;
export const NAME = "streams";

/** The module that was packed. What is something else, such as a server's page that says “not found”, is returned as it is. Throws if a
 *  packed module is not complete. */
export function unpack(buffer) {
  const packed = new Uint8Array(buffer);
  const number = numberReader(packed, SECTION + 1);
  const size = number();
  const end = number.at + size;
  const name = String.fromCharCode(...packed.subarray(number.at + 1, number.at + 1 + NAME.length));
  if (packed[SECTION] !== 0 || name !== NAME) return buffer;
  if (end !== packed.length) throw new Error(`it has ${packed.length} bytes instead of ${end}`);
  number.skip();
  const [length, before, functions, count] = [number(), number(), number(), number()];
  let last = 0;
  const sizes = Array.from({ length: count }, () => [(last += number()), number()]);
  let from = number.at;
  const module = new Uint8Array(length);
  module.set(packed.subarray(from, (from += before)));
  const places = new Map();
  for (const [stream, size] of sizes) {
    places.set(stream, from);
    from += size;
  }
  joinFunctions(functions, packed, places, module, before);
  const rest = packed.subarray(from);
  module.set(rest, length - rest.length);
  return module;
}

/** Writes the functions whose parts stand at `places` of `packed` into `module`, from `end` on. */
function joinFunctions(count, packed, places, module, end) {
  const next = (distance) => (packed[places.get(OPCODES) + distance] + SHIFT) & 255;
  const copy = (stream, width) => {
    let [number, byte, at] = [0, 0, places.get(stream)];
    for (let shift = 0; width ? shift < 7 * width : shift === 0 || byte > 127; shift += 7) {
      byte = packed[at++];
      if (stream === OPCODES) byte = (byte + SHIFT) & 255;
      module[end++] = byte;
      number |= (byte & 127) << shift;
    }
    places.set(stream, at);
    return width ? byte : number;
  };
  for (; count > 0; count--) {
    const start = end;
    walk(copy, next);
    const size = leb128(end - start);
    module.copyWithin(start + size.length, start, end);
    module.set(size, start);
    end += size.length;
  }
}
