// How modules are ordered and packed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, it } from "node:test";
import { fileURLToPath } from "node:url";
import { nameInOrder } from "../../scripts/order.mjs";
import { pack } from "../../scripts/streams.mjs";
import { unpack } from "../../www/streams.js";

const TOOLS = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "streams-"));
after(() => rmSync(folder, { recursive: true }));

/** What a tool of binaryen makes of a text or of bytes. */
function made(tool, source, ...options) {
  const [from, to] = [join(folder, "source"), join(folder, "module.wasm")];
  writeFileSync(from, source);
  execFileSync(join(TOOLS, tool), [from, ...options, "-o", to], { stdio: ["ignore", "ignore", "inherit"] });
  return readFileSync(to);
}

function assertSurvives(module, what) {
  const packed = pack(module);
  assert.ok(WebAssembly.validate(packed), "what is packed is a module too");
  assert.deepEqual(Buffer.from(unpack(Uint8Array.from(packed).buffer)), module, what);
}

// One instruction of each kind of immediate: none, one and two numbers, bytes, lists, those with a prefix.
const EVERY_KIND = `(module
  (import "env" "imported" (func $imported (param f64)))
  (memory 1)
  (table $table 4 funcref)
  (global $global (mut i64) (i64.const -9000000000))
  (elem $elements func $all)
  (elem declare func $imported)
  (data $data "bytes")
  (func $all (export "all") (param i32) (result i32)
    (local i64 i64 f32 externref funcref)
    (call $imported (f64.const 1e300))
    (local.set 3 (f32.const -0.1))
    (global.set $global (i64.const 9223372036854775807))
    (local.set 4 (ref.null extern))
    (local.set 5 (ref.func $imported))
    (drop (select (result externref) (local.get 4) (ref.null extern) (local.get 0)))
    (drop (ref.is_null (local.get 5)))
    (memory.init $data (i32.const 0) (i32.const 0) (i32.const 2))
    (data.drop $data)
    (memory.copy (i32.const 0) (i32.const 1) (i32.const 2))
    (memory.fill (i32.const 0) (i32.const 1) (i32.const 2))
    (table.init $table $elements (i32.const 0) (i32.const 0) (i32.const 1))
    (elem.drop $elements)
    (table.copy (i32.const 0) (i32.const 0) (i32.const 1))
    (table.fill $table (i32.const 0) (ref.null func) (i32.const 1))
    (drop (table.grow $table (ref.null func) (i32.const 1)))
    (table.set $table (i32.const 0) (table.get $table (table.size $table)))
    (drop (i32.trunc_sat_f64_u (f64.const nan)))
    (drop (i32.extend8_s (memory.grow (memory.size))))
    (i64.store32 offset=100000 align=1 (local.get 0) (i64.load16_s offset=128 (i32.const 65535)))
    (block $out (block $in (br_table $in $out $in (local.get 0)) (br_if $out (i32.const -1))))
    (loop $again (br_if $again (i32.const 0)))
    (drop (call_indirect $table (type 1) (local.get 0) (local.get 0)))
    (if (result i32) (local.get 0) (then (return (i32.const 200))) (else (nop) (i32.const 1)))))`;

it("keeps every kind of instruction", () => {
  assertSurvives(made("wasm-as", EVERY_KIND, "--all-features"), "every kind");
});

it("keeps modules that were thrown together", () => {
  const features = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
  const enabled = ["--mvp-features", ...features.map((name) => `--enable-${name}`)];
  for (let round = 0; round < 5; round++) {
    const bytes = randomBytes(20_000);
    assertSurvives(made("wasm-opt", bytes, "--translate-to-fuzz", "--quiet", ...enabled), bytes.toString("base64"));
  }
});

it("says what it cannot pack", () => {
  assert.throws(() => pack(made("wasm-as", "(module)")), /the module has no code/);
});

it("says that a packed module is not complete", () => {
  const packed = pack(made("wasm-as", EVERY_KIND, "--all-features"));
  assert.throws(() => unpack(Uint8Array.from(packed.subarray(0, -9)).buffer), new RegExp(`it has ${packed.length - 9} bytes instead of ${packed.length}`));
});

it("returns anything else as it is", () => {
  for (const text of ["", "\0asm", "<!DOCTYPE html><title>Not found</title>"]) {
    const { buffer } = Uint8Array.from(Buffer.from(text));
    assert.equal(unpack(buffer), buffer);
  }
  const module = made("wasm-as", "(module (func))");
  const named = Buffer.concat([module.subarray(0, 8), Uint8Array.of(0, 10, 9), Buffer.from("producers"), module.subarray(8)]);
  for (const other of [module, named]) {
    assert.ok(WebAssembly.validate(other));
    const { buffer } = Uint8Array.from(other);
    assert.equal(unpack(buffer), buffer);
  }
});

it("puts functions beside those that are like them", async () => {
  const function_ = (name, body) => `(func (export "${name}") (param i32) (result i32) ${body})`;
  const sum = (number) => `(i32.add (i32.mul (local.get 0) (i32.const 5)) (i32.const ${number}))`;
  const loop = (number) => `(loop (local.set 0 (i32.sub (local.get 0) (i32.const ${number}))) (br_if 0 (i32.gt_s (local.get 0) (i32.const 9)))) (local.get 0)`;
  const module = `(module ${function_("a", sum(1))} ${function_("b", loop(3))} ${function_("c", sum(2))} ${function_("d", loop(4))})`;
  const ordered = made("wasm-opt", nameInOrder(made("wasm-as", module)), "--reorder-functions-by-name");
  const { exports } = (await WebAssembly.instantiate(ordered)).instance;
  assert.deepEqual(["a", "b", "c", "d"].map((name) => exports[name](20)), [101, 8, 102, 8]);
  // An exported function is named after its index.
  assert.deepEqual(["a", "c", "b", "d"].map((name) => exports[name].name), ["0", "1", "2", "3"]);
});
