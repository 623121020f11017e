// Makes dist/ of what scripts/bundle has built. docs/embedding.md says what each file is for.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { build, transform } from "esbuild";
import { makePackage } from "./package.mjs";

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
/** The files that the panel `source` shows. */
const SOURCES = { Rust: ["strategy.rs", "room/code.rs"], Python: ["listing/strategies.py"], JavaScript: ["listing/strategies.js"] };

const text = (path) => readFileSync(path, "utf8");
const optimise = (from, to, ...passes) => execFileSync("wasm-opt", [from, ...FEATURES, ...passes, "-o", to]);

/** Makes the module small. Returns how esbuild must rename what its glue calls by long names, which nobody else needs. (If the two ever
 *  disagree, the module cannot be instantiated, and the page tests of dist/ fail.) */
function shrinkModule() {
  optimise(`${BUILT}/waiting_room_bg.wasm`, SMALL, ...SMALLER, ...WITHOUT);
  const { imports, exports } = JSON.parse(optimise(SMALL, MODULE, "--minify-imports-and-exports-and-modules"));
  // esbuild renames every property of these names, ours included. Names that are not wasm-bindgen's own could be anybody's.
  const HARMLESS = ["memory", "start", "restart", "updating"];
  const surprising = exports.map(([name]) => name).find((name) => !/^(__|figure_|wasm_bindgen_)/.test(name) && !HARMLESS.includes(name));
  if (surprising) throw new Error(`the export “${surprising}” would rename every property of that name in www/; if none has it, add it to HARMLESS`);
  return Object.fromEntries([["./waiting_room_bg.js", "a"], ...imports.map(([, name, short]) => [name, short]), ...exports]);
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

const insideModule = () => `const text = ${constant(encode(readFileSync(MODULE)))};
  export async function module() {
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index) - 37;
    return bytes.buffer;
  }`;

/** An esbuild plugin: files of www/ and of the build, from elsewhere. */
const replacing = (contents) => ({
  name: "replacing",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /pkg\/waiting_room\.js$/ }, () => ({ path: resolve(BUILT, "waiting_room.js") }));
    onLoad({ filter: /www\/(later-)?assets\.js$/ }, ({ path }) => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return { contents: contents[name] ?? text(path).replace("../pkg/waiting_room_bg.wasm", "./waiting_room_bg.wasm"), resolveDir: "www" };
    });
  },
});

rmSync("dist", { recursive: true, force: true });
mkdirSync("dist/www", { recursive: true });
const shortNames = shrinkModule();
const COMMON = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  mangleProps: new RegExp(`^(${Object.keys(shortNames).map((name) => name.replace(/[.$/]/g, "\\$&")).join("|")})$`),
  mangleQuoted: true,
  mangleCache: shortNames,
  // The element frees its figures itself, when it leaves its document. So the glue need not wait for the garbage collector.
  define: { FinalizationRegistry: "undefined", "Symbol.dispose": "undefined" },
};

/** The element, and the page that explains it, as separate files. */
async function makeSeparate() {
  await build({
    ...COMMON,
    entryPoints: ["www/waiting-room.js", "www/page.js", "www/waiting-room.css", "www/later.css", "www/page.css"],
    outdir: "dist/www",
    splitting: true,
    plugins: [replacing({})],
  });
  // What index.html asks for beforehand is part of another file here.
  writeFileSync("dist/index.html", text("index.html").replace(/ *<link rel="modulepreload".*\n/, ""));
  cpSync("www/icon.svg", "dist/www/icon.svg");
  cpSync("www/posters", "dist/www/posters", { recursive: true });
  for (const path of Object.values(SOURCES).flat()) cpSync(`src/${path}`, `dist/src/${path}`);
}

/** One script that is everything. */
async function makeScript(entry, module, outfile) {
  await build({ ...COMMON, ...entry, outfile, plugins: [replacing(await inlinedAssets(module))] });
  return text(outfile);
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
await makeScript({ entryPoints: ["www/waiting-room.js"] }, insideModule(), "dist/waiting-room.js");
const stdin = (page) => ({ stdin: { contents: `import "./waiting-room.js"; import "./${page}.js";`, resolveDir: "www" } });
makePage(text("index.html"), await minifiedCss("www/page.css"), await makeScript(stdin("page"), insideModule(), `${BUILT}/page.js`), "dist/waiting-room.html");
makePage(text("www/embed.html"), "", await makeScript(stdin("embed"), insideModule(), `${BUILT}/embed.js`), "dist/embed.html");
await makePackage((contents, module, outfile) => makeScript({ stdin: { contents, resolveDir: "www" } }, module, outfile), insideModule());
