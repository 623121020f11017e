// Makes dist/ of what scripts/bundle has built. docs/embedding.md says what each file is for.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build, transform } from "esbuild";
import { MODULES } from "../www/library.js";
import { nameInOrder } from "./order.mjs";
import { makePackage } from "./package.mjs";
import { pack } from "./streams.mjs";

const BUILT = "target/bundle";
/** The editions: figures of strategies, and figures of programs. */
const [STRATEGIES, PROGRAM] = ["strategies", "program"].map((name) => ({ name, folder: `${BUILT}/${name}` }));
const MODULE = "dist/www/waiting_room_bg.wasm";
/** What the compiler may use, because every browser that we support has it. */
const FEATURES = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"]
  .map((name) => `--enable-${name}`);
/** Tried by hand: code that is made for speed and inlined little is repetitive, and that compresses best. Its branches are worked out
 *  anew (`flatten`, `rereloop`), which makes them more alike. */
const SMALLER = [
  "--flatten", "--rereloop", "-O2", "--one-caller-inline-max-function-size=30", "--always-inline-max-function-size=5", "--converge",
  "--dealign", "--gufa-optimizing", "-O2", "--dae-optimizing", "--code-folding",
];
const WITHOUT = ["--strip-debug", "--strip-producers", "--strip-target-features"];
/** The files that the panel `source` shows. */
const SOURCES = { Rust: ["strategy.rs", "room/code.rs"], Python: ["listing/strategies.py"], JavaScript: ["listing/strategies.js"] };

const text = (path) => readFileSync(path, "utf8");
const optimise = (from, to, ...passes) => execFileSync("wasm-opt", [from, ...FEATURES, ...passes, "-o", to]);

/** Makes an edition's module small, and packs it. Returns how esbuild must rename what its glue calls by long names, which nobody else
 *  needs. (If the two ever disagree, the module cannot be instantiated, and the page tests of dist/ fail.) */
function shrinkModule({ folder }) {
  optimise(`${folder}/waiting_room_bg.wasm`, `${folder}/small.wasm`, ...SMALLER, ...WITHOUT);
  const { imports, exports } = JSON.parse(optimise(`${folder}/small.wasm`, `${folder}/module.wasm`, "--minify-imports-and-exports-and-modules"));
  writeFileSync(`${folder}/named.wasm`, nameInOrder(readFileSync(`${folder}/module.wasm`)));
  optimise(`${folder}/named.wasm`, `${folder}/module.wasm`, "--reorder-functions-by-name", "--strip-debug");
  writeFileSync(`${folder}/packed.wasm`, pack(readFileSync(`${folder}/module.wasm`)));
  // esbuild renames every property of these names, ours included. Names that are not wasm-bindgen's own could be anybody's.
  const HARMLESS = ["memory", "start", "restart", "updating", "provide_module"];
  const surprising = exports.map(([name]) => name).find((name) => !/^(__|figure_|wasm_bindgen_)/.test(name) && !HARMLESS.includes(name));
  if (surprising) throw new Error(`the export “${surprising}” would rename every property of that name in www/; if none has it, add it to HARMLESS`);
  const names = Object.fromEntries([["./waiting_room_bg.js", "a"], ...imports.map(([, name, short]) => [name, short]), ...exports]);
  return {
    mangleProps: new RegExp(`^(${Object.keys(names).map((name) => name.replace(/[.$/]/g, "\\$&")).join("|")})$`),
    mangleQuoted: true,
    mangleCache: names,
  };
}

/** Bytes as text that is safe in a script and in a page, and that compresses nearly as well as the bytes: base64 of compressed bytes would
 *  weigh a tenth more. Each byte is the character 37 further on, so that most are ASCII; instead of those that are not safe, it is the
 *  one 256 further on. */
function encode(bytes) {
  const isSafe = (code) => (code > 0x20 && code < 0x7f && !'"\\<`$'.includes(String.fromCharCode(code))) || (code > 0xa0 && code !== 0xad);
  return Array.from(bytes, (byte) => (byte + 37) & 255).map((code) => String.fromCharCode(isSafe(code) ? code : code + 256)).join("");
}

const minifiedCss = async (path) => (await transform(text(path), { loader: "css", minify: true })).code;
const constant = (value) => JSON.stringify(value);

/** What stands in the place of www/assets.js and www/later-assets.js: everything is part of the script. The module may instead be a file
 *  beside it. */
async function inlinedAssets(module) {
  const sources = Object.entries(SOURCES).map(([language, paths]) => [language, paths.map((path) => text(`src/${path}`))]);
  return {
    "assets.js": `export const styles = async () => ${constant(await minifiedCss("www/waiting-room.css"))};\n${module}`,
    "later-assets.js": `export const styles = async () => ${constant(await minifiedCss("www/later.css"))};
      const texts = ${constant(Object.fromEntries(sources))};
      export const sources = async (language) => texts[language];`,
  };
}

const insideModule = ({ folder }) => `const text = ${constant(encode(readFileSync(`${folder}/packed.wasm`)))};
  export async function module() {
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index) - 37;
    return bytes.buffer;
  }`;

/** A program's module as a file beside the script. */
const BESIDE = `export async function module() {
  const address = new URL("./waiting_room_program_bg.wasm", import.meta.url);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address.pathname + " answered " + answer.status);
  return answer.arrayBuffer();
}`;

/** What the glue checks before each call: whether the figure is one of a module that broke. Such figures are let go of in www/load.js. */
const STALE_CHECK = /if \(this\.__wbg_inst !== undefined && this\.__wbg_inst !== __wbg_instance_id\) \{\s*throw new Error\([^)]*\);\s*\}|Object\.defineProperty\(this, '__wbg_inst'[^;]*;/g;

/** An esbuild plugin: files of www/ and of the build, from elsewhere. */
const replacing = (contents, programScript = "./program.js") => ({
  name: "replacing",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /pkg\/waiting_room\.js$/ }, () => ({ path: resolve(STRATEGIES.folder, "waiting_room.js") }));
    onResolve({ filter: /pkg\/program\/waiting_room\.js$/ }, () => ({ path: resolve(PROGRAM.folder, "waiting_room.js") }));
    onResolve({ filter: /^\.\/library\// }, ({ path }) => ({ path: path.slice("./library/".length), namespace: "library" }));
    onLoad({ filter: /./, namespace: "library" }, ({ path }) => ({ contents: libraryModule(path) }));
    // The figure of a program is a script of its own: its glue has names of its own.
    onResolve({ filter: /^\.\/program\.js$/ }, () => ({ path: programScript, external: true }));
    onLoad({ filter: /bundle\/\w+\/waiting_room\.js$/ }, ({ path }) => ({ contents: text(path).replace(STALE_CHECK, "") }));
    onLoad({ filter: /www\/((later-|program-)?assets|library-sources)\.js$/ }, ({ path }) => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return { contents: contents[name] ?? text(path).replace("../pkg/waiting_room_bg.wasm", "./waiting_room_bg.wasm"), resolveDir: "www" };
    });
  },
});

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/www", { recursive: true });
for (const edition of [STRATEGIES, PROGRAM]) edition.renaming = shrinkModule(edition);
cpSync(`${STRATEGIES.folder}/packed.wasm`, MODULE);
const COMMON = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  // The element frees its figures itself, when it leaves its document. So the glue need not wait for the garbage collector.
  define: { FinalizationRegistry: "undefined", "Symbol.dispose": "undefined" },
};

/** The element, and the page that explains it, as separate files. */
async function makeSeparate() {
  await build({
    ...COMMON,
    ...STRATEGIES.renaming,
    entryPoints: ["www/waiting-room.js", "www/page.js", "www/waiting-room.css", "www/later.css", "www/page.css"],
    outdir: "dist/www",
    splitting: true,
    plugins: [replacing({})],
  });
  // What index.html asks for beforehand is part of another file here.
  writeFileSync("dist/index.html", text("index.html").replace(/ *<link rel="modulepreload".*\n/, ""));
  cpSync("programs.html", "dist/programs.html");
  cpSync("www/icon.svg", "dist/www/icon.svg");
  cpSync("www/posters", "dist/www/posters", { recursive: true });
  for (const path of Object.values(SOURCES).flat()) cpSync(`src/${path}`, `dist/src/${path}`);
}

/** One script that is everything. */
async function makeScript(entry, module, outfile) {
  const plugins = [replacing(await inlinedAssets(module), "./waiting-room-program.js")];
  await build({ ...COMMON, ...STRATEGIES.renaming, ...entry, outfile, plugins });
  return text(outfile);
}

/** What stands in the place of www/library-sources.js: a script for each module, unless all are part of one. */
const librarySources = `const modules = {${MODULES.map((name) => `"${name}": () => import("./library/${name}")`).join()}};
  export const fetchSource = async (name) => (await modules[name]()).default;`;

/** A module of the library as a script. Nobody reads it there, so comments and indentation cost only weight. */
function libraryModule(name) {
  const lines = text(`src/python/library/more/${name.replace(".", "_")}.py`).split("\n").filter((line) => /^ *[^# ]/.test(line));
  return `export default ${constant(lines.map((line) => line.replace(/^( {4})+/, (indent) => " ".repeat(indent.length / 4)) + "\n").join(""))};`;
}

/** The script of figures that run programs, to be loaded by one of the others. */
async function makeProgramScript(module, output) {
  const styles = (await Promise.all(["waiting-room", "later", "program"].map((name) => minifiedCss(`www/${name}.css`)))).join("");
  const assets = `export const styles = async () => ${constant(styles)};\n${module}`;
  const plugins = [replacing({ "program-assets.js": assets, "library-sources.js": librarySources })];
  await build({ ...COMMON, ...PROGRAM.renaming, entryPoints: ["www/program.js"], ...output, plugins });
}

/** A page in one file. */
function makePage(html, style, script, outfile) {
  if (/<\/script|<!--/.test(script)) throw new Error("the script would end too early in a page");
  const image = (path) => `data:image/svg+xml,${encodeURIComponent(text(path))}`;
  const inline = html
    .replace(/ *<link rel="modulepreload".*\n/, "")
    .replace(/ *<script type="module".*\n/g, "")
    .replace(/(href|src)="(www\/[^"]*\.svg)"/g, (_, attribute, path) => `${attribute}="${image(path)}"`)
    .replace(/<link rel="stylesheet".*>/, () => `<style>${style}</style>`)
    .replace("</body>", () => `<script type="module">${script}</script>\n  </body>`);
  writeFileSync(outfile, inline);
}

await makeSeparate();
cpSync(`${PROGRAM.folder}/packed.wasm`, "dist/www/waiting_room_program_bg.wasm");
await makeProgramScript(BESIDE, { outdir: "dist/www", splitting: true });
await makeProgramScript(insideModule(PROGRAM), { outfile: "dist/waiting-room-program.js" });
await makeScript({ entryPoints: ["www/waiting-room.js"] }, insideModule(STRATEGIES), "dist/waiting-room.js");
const stdin = (page) => ({ stdin: { contents: `import "./waiting-room.js"; import "./${page}.js";`, resolveDir: "www" } });
makePage(text("index.html"), await minifiedCss("www/page.css"), await makeScript(stdin("page"), insideModule(STRATEGIES), `${BUILT}/page.js`), "dist/waiting-room.html");
makePage(text("www/embed.html"), "", await makeScript(stdin("embed"), insideModule(STRATEGIES), `${BUILT}/embed.js`), "dist/embed.html");
await makePackage((contents, module, outfile) => makeScript({ stdin: { contents, resolveDir: "www" } }, module, outfile), insideModule(STRATEGIES), `${STRATEGIES.folder}/module.wasm`);
