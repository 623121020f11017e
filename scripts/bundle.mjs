// Puts into dist/ what scripts/bundle has built: the same page and the same element, in fewer and smaller files.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { withoutPanics } from "./panics.mjs";

const BUILT = "target/bundle";
const [SILENT, SMALL, MODULE] = [`${BUILT}/silent.wasm`, `${BUILT}/small.wasm`, "dist/www/waiting_room_bg.wasm"];
/** What the compiler may use, because every browser has it. */
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"]
  .map((name) => `--enable-${name}`);
/** Tried by hand: code that is made for speed and inlined little is repetitive, and that compresses best. */
const SMALLER = ["-O2", "--one-caller-inline-max-function-size=20", "--always-inline-max-function-size=4", "--converge", "--dealign"];
const WITHOUT = ["--strip-debug", "--strip-producers", "--strip-target-features"];

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/www", { recursive: true });

const optimise = (from, to, ...passes) => execFileSync("wasm-opt", [from, ...FEATURES, ...passes, "-o", to]);
writeFileSync(SILENT, readFileSync(`${BUILT}/waiting_room_bg.wasm`));
optimise(SILENT, SMALL, ...SMALLER, ...WITHOUT);
// The glue and the WebAssembly module know each other's functions by long names; nobody else has to know them.
const { imports, exports } = JSON.parse(optimise(SMALL, MODULE, "--minify-imports-and-exports-and-modules"));

/** The glue with those names that the module has now. */
function renameIn(glue) {
  const given = new Map(imports.map(([, name, short]) => [name, short]));
  const taken = new Map(exports);
  return glue
    .replace('"./waiting_room_bg.js"', '"a"')
    .replace(/^( *)(\w+)(?=: )/gm, (all, space, name) => (given.has(name) ? space + given.get(name) : all))
    .replace(/\bwasm\.(\w+)/g, (all, name) => (taken.has(name) ? `wasm.${taken.get(name)}` : all));
}

const shortNames = {
  name: "short-names",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /pkg\/waiting_room\.js$/ }, () => ({ path: resolve(BUILT, "waiting_room.js") }));
    onLoad({ filter: /bundle\/waiting_room\.js$/ }, ({ path }) => ({ contents: renameIn(readFileSync(path, "utf8")) }));
  },
};

await build({
  entryPoints: ["www/waiting-room.js", "www/page.js", "www/waiting-room.css", "www/page.css"],
  outdir: "dist/www",
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2024",
  plugins: [shortNames],
});
// What it asks for beforehand is part of another file here.
const page = readFileSync("index.html", "utf8").replace(/ *<link rel="modulepreload".*\n/, "");
writeFileSync("dist/index.html", page);
cpSync("www/icon.svg", "dist/www/icon.svg");
