// Puts into dist/ what scripts/bundle has built: the same page and the same element, in fewer and smaller files.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";

const BUILT = "target/bundle";
const [SMALL, MODULE] = [`${BUILT}/small.wasm`, "dist/www/waiting_room_bg.wasm"];
/** What the compiler may use, because every browser that we support has it. */
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"]
  .map((name) => `--enable-${name}`);
/** Tried by hand: code that is made for speed and inlined little is repetitive, and that compresses best. Its branches are worked out
 *  anew (`flatten`, `rereloop`), which makes them more alike. */
const SMALLER = [
  "--flatten", "--rereloop", "-O2", "--one-caller-inline-max-function-size=20", "--always-inline-max-function-size=4", "--converge",
  "--dealign", "--gufa-optimizing", "-O2",
];
const WITHOUT = ["--strip-debug", "--strip-producers", "--strip-target-features"];

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/www", { recursive: true });

const optimise = (from, to, ...passes) => execFileSync("wasm-opt", [from, ...FEATURES, ...passes, "-o", to]);
optimise(`${BUILT}/waiting_room_bg.wasm`, SMALL, ...SMALLER, ...WITHOUT);
// The module and its glue know each other's functions by long names, which nobody else needs. wasm-opt makes them short in the
// module, and esbuild in the glue; if they ever disagree, the module cannot be instantiated, and the page tests of dist/ fail.
const { imports, exports } = JSON.parse(optimise(SMALL, MODULE, "--minify-imports-and-exports-and-modules"));
const shortNames = Object.fromEntries([["./waiting_room_bg.js", "a"], ...imports.map(([, name, short]) => [name, short]), ...exports]);
// esbuild renames every property of these names, ours included. Names that are not wasm-bindgen's own could be anybody's.
const HARMLESS = ["memory", "start", "restart", "updating"];
const surprising = exports.map(([name]) => name).find((name) => !/^(__|figure_|wasm_bindgen_)/.test(name) && !HARMLESS.includes(name));
if (surprising) throw new Error(`the export “${surprising}” would rename every property of that name in www/; if none has it, add it to HARMLESS`);
const escaped = (name) => name.replace(/[.$/]/g, "\\$&");

/** The module lies beside the script, and its glue is part of it. */
function setup({ onResolve, onLoad }) {
  onResolve({ filter: /pkg\/waiting_room\.js$/ }, () => ({ path: resolve(BUILT, "waiting_room.js") }));
  onLoad({ filter: /www\/load\.js$/ }, ({ path }) => ({ contents: readFileSync(path, "utf8").replace("../pkg/waiting_room_bg.wasm", "./waiting_room_bg.wasm") }));
}

await build({
  entryPoints: ["www/waiting-room.js", "www/page.js", "www/waiting-room.css", "www/later.css", "www/page.css"],
  outdir: "dist/www",
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  plugins: [{ name: "built", setup }],
  mangleProps: new RegExp(`^(${Object.keys(shortNames).map(escaped).join("|")})$`),
  mangleQuoted: true,
  mangleCache: shortNames,
});
// What index.html asks for beforehand is part of another file here.
const page = readFileSync("index.html", "utf8").replace(/ *<link rel="modulepreload".*\n/, "");
writeFileSync("dist/index.html", page);
cpSync("www/icon.svg", "dist/www/icon.svg");
// The panel `source` shows these files as they are.
for (const path of ["strategy.rs", "room/code.rs", "listing/strategies.py", "listing/strategies.js"]) cpSync(`src/${path}`, `dist/src/${path}`);
