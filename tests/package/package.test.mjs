// The npm package, as a project gets it.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, it } from "node:test";
import { ATTRIBUTES } from "../../www/properties.js";

const [FOLDER, TOOLS] = [resolve("dist/npm"), resolve("node_modules")];
const tool = (name, args, options) => execFileSync(join(TOOLS, ".bin", name), args, { encoding: "utf8", ...options });

/** A project that has the package, and React. */
const project = mkdtempSync(join(tmpdir(), "project-"));
after(() => rmSync(project, { recursive: true }));
mkdirSync(join(project, "node_modules/@types"), { recursive: true });
const archive = readdirSync("dist").find((name) => name.endsWith(".tgz"));
execFileSync("tar", ["-xzf", resolve("dist", archive), "-C", join(project, "node_modules")]);
execFileSync("mv", ["package", "waiting-room"], { cwd: join(project, "node_modules") });
for (const name of ["@types/react", "csstype"]) symlinkSync(join(TOOLS, name), join(project, "node_modules", name));
writeFileSync(join(project, "package.json"), '{"type": "module"}');

/** Compiles a file of this folder under the strictest options. */
function compile(name, text = readFileSync(new URL(name, import.meta.url), "utf8")) {
  writeFileSync(join(project, name), text);
  // Among others, `exactOptionalPropertyTypes`: it is the strictest about `undefined`.
  const options = "--noEmit --strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes --target es2022 --module nodenext --jsx react-jsx --lib es2022,dom,dom.iterable";
  return spawnSync(join(TOOLS, ".bin/tsc"), [...options.split(" "), name], { cwd: project, encoding: "utf8" }).stdout;
}

for (const name of ["typed.ts", "typed.tsx"]) {
  it(`${name} compiles`, () => {
    assert.equal(compile(name), "");
  });
}

it("a wrong type does not compile", () => {
  for (const line of ['figure.users = "20";', "figure.guess = 1;", 'figure.addEventListener("run-finish", ({ detail }) => detail.seconds);']) {
    assert.match(compile("wrong.ts", `import "waiting-room";\nconst figure = document.createElement("waiting-room");\n${line}\n`), /error TS/, line);
  }
});

it("publint and attw find nothing", () => {
  assert.match(tool("publint", ["--strict", FOLDER]), /All good!/);
  tool("attw", [join("dist", archive), "--profile", "esm-only"]); // fails if it finds something
});

it("importing it on a server does nothing", () => {
  const script = 'await import("waiting-room"); await import("waiting-room/external"); await import("waiting-room/react"); console.log(Object.keys(globalThis).length);';
  const bare = "console.log(Object.keys(globalThis).length);";
  const run = (text) => execFileSync(process.execPath, ["--input-type=module", "-e", text], { cwd: project, encoding: "utf8" });
  assert.equal(run(script), run(bare));
});

it("the source can be imported on a server too", () => {
  for (const path of ["www/waiting-room.js", "www/element.js", "dist/www/waiting-room.js", "dist/waiting-room.js"]) {
    execFileSync(process.execPath, ["--input-type=module", "-e", `await import("./${path}")`], { encoding: "utf8" });
  }
});

it("importing it in a window without a registry, or with half of one, does nothing", () => {
  for (const set of ["globalThis.customElements = null", "globalThis.window = globalThis", "globalThis.document = {}", "globalThis.HTMLElement = class {}"]) {
    execFileSync(process.execPath, ["--input-type=module", "-e", `${set}; await import("waiting-room")`], { cwd: project, encoding: "utf8" });
  }
});

it("the manifest knows every attribute, property and event", () => {
  const { schemaVersion, modules: [{ path, declarations: [element] }] } = JSON.parse(readFileSync(join(FOLDER, "custom-elements.json"), "utf8"));
  assert.match(schemaVersion, /^2\./);
  assert.equal(path, "waiting-room.js");
  assert.deepEqual(element.attributes.map(({ name }) => name), Object.keys(ATTRIBUTES));
  assert.ok(element.attributes.every(({ description, default: fallback }) => description && fallback), "all are described");
  const types = readFileSync(new URL("../../www/types/waiting-room.d.ts", import.meta.url), "utf8");
  for (const { name, kind } of element.members) assert.match(types, new RegExp(kind === "method" ? ` ${name}\\(` : ` ${name}: `), name);
  assert.deepEqual(element.events.map(({ name }) => name), ["run-start", "code-arrive", "print", "run-finish", "run-stop", "run-error"]);
  for (const { name } of element.events) assert.match(types, new RegExp(`"${name}": CustomEvent`));
});

it("has the version of the crate", () => {
  const { version } = JSON.parse(readFileSync(join(FOLDER, "package.json"), "utf8"));
  assert.match(readFileSync("Cargo.toml", "utf8"), new RegExp(`^version = "${version.replaceAll(".", "\\.")}"$`, "m"));
});
