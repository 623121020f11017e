// Takes out of a WebAssembly module what only a panic would say. In a release build nobody hears it: a panic there is a bug that
// ends in the browser's error "unreachable", before and after this.
import binaryen from "binaryen";

/** The functions of Rust's libraries with which a panic begins, and those that nobody else calls. */
const PANIC = new RegExp(
  "^(core::panicking::panic|core::(option|result|str)::\\w+_fail|core::cell::(lazy::)?panic_|core::slice::index::\\w+_fail" +
    "|alloc::raw_vec::(handle_error|capacity_overflow)|alloc::alloc::handle_alloc_error|<?std::panicking::)",
);
/** Places in the code are told by the file's name, and are 16 bytes long: where that name lies, its length, line and column. */
const [FILE, PLACE] = [/^[\w\-./]+\.rs$/, 16];

/** The module as it is given, with names, but without the words of panics and the places in the code that they would name. */
export function withoutPanics(bytes) {
  const module = binaryen.readBinary(bytes);
  silence(module);
  return forgetPlaces(Buffer.from(module.emitBinary()), segments(module));
}

/** A panic goes straight to its end. Whatever would have been told on the way is then left out by wasm-opt. */
function silence(module) {
  const all = Array.from({ length: module.getNumFunctions() }, (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));
  const panics = all.filter(({ name }) => PANIC.test(name.replace(/\[\w+\]/g, "")));
  if (panics.length === 0) throw new Error("no panic was found in the module: has it lost its names?");
  for (const { name, params, results } of panics) {
    module.removeFunction(name);
    module.addFunction(name, params, results, [], module.unreachable());
  }
}

const segments = (module) =>
  Array.from({ length: module.getNumDataSegments() }, (_, index) => module.getDataSegmentInfo(module.getDataSegmentByIndex(index)))
    .map(({ offset, data }) => ({ offset, data: Buffer.from(data) }));

/** What tells a place in the code is overwritten with zeros, which weigh nothing. */
function forgetPlaces(bytes, segments) {
  const read = (address, length) => {
    const { offset, data } = segments.find((of) => of.offset <= address && address + length <= of.offset + of.data.length) ?? {};
    return data?.subarray(address - offset, address - offset + length);
  };
  for (const { offset, data } of segments) {
    const begin = bytes.indexOf(data);
    if (begin < 0) throw new Error("a segment of memory is not where it was");
    const forget = (address, length) => {
      if (offset <= address && address < offset + data.length) bytes.fill(0, begin + address - offset, begin + address - offset + length);
    };
    for (const place of segments.flatMap((of) => places(of, read))) place.forEach(([address, length]) => forget(address, length));
  }
  return bytes;
}

/** The places that are told in a segment of memory: where each lies, and where the name of its file. */
function places({ offset, data }, read) {
  const found = [];
  for (let address = Math.ceil(offset / 4) * 4; address + PLACE <= offset + data.length; address += 4) {
    const [name, length] = [0, 4].map((of) => data.readUInt32LE(address - offset + of));
    if (FILE.test(read(name, length) ?? "")) found.push([[address, PLACE], [name, length]]);
  }
  return found;
}
