// Makes the npm package: dist/npm/, and from it dist/waiting-room-VERSION.tgz.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { ATTRIBUTES } from "../www/properties.js";

const FOLDER = "dist/npm";
const README = readFileSync("README.md", "utf8");
const CARGO = readFileSync("Cargo.toml", "utf8");

/** What Cargo.toml says, so that it is said in one place. */
const cargo = (key) => new RegExp(`^${key} = "(.*)"$`, "m").exec(CARGO)[1];
const write = (name, value) => writeFileSync(`${FOLDER}/${name}`, typeof value === "string" ? value : `${JSON.stringify(value, null, 2)}\n`);

/** The package, given a function that makes a script from its source and says what stands for www/assets.js; what stands for it when the
 *  module is part of the script; and the module's path. */
export async function makePackage(makeScript, insideModule, module) {
  mkdirSync(FOLDER, { recursive: true });
  const exported = 'export { WaitingRoomElement } from "./element.js"; import "./waiting-room.js";';
  await makeScript(exported, insideModule, `${FOLDER}/waiting-room.js`);
  await makeScript(`${exported} export { setModule } from "./assets.js";`, EXTERNAL_MODULE, `${FOLDER}/external.js`);
  cpSync("dist/waiting-room-program.js", `${FOLDER}/waiting-room-program.js`);
  cpSync(module, `${FOLDER}/waiting_room.wasm`);
  for (const name of ["waiting-room", "external", "react"]) cpSync(`www/types/${name}.d.ts`, `${FOLDER}/${name}.d.ts`);
  write("waiting_room.wasm.d.ts", "// What bundlers make of it: its address.\ndeclare const address: string;\nexport default address;\n");
  write("react.js", "// Only types: see react.d.ts.\nexport {};\n");
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"]) cpSync(name, `${FOLDER}/${name}`);
  write("README.md", readme());
  write("package.json", manifest());
  write("custom-elements.json", elements());
  execFileSync("npm", ["pack", "--silent", "--pack-destination", "..", "--ignore-scripts"], { cwd: FOLDER, stdio: "ignore" });
}

/** The module lies beside the script, where bundlers find it, or wherever the page says. */
const EXTERNAL_MODULE = `let source = new URL("./waiting_room.wasm", import.meta.url);
  export const setModule = (given) => { source = given; };
  export async function module() {
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source;
    const answer = await fetch(source);
    if (!answer.ok) throw new Error(String(source) + " answered " + answer.status);
    return answer.arrayBuffer();
  }`;

function manifest() {
  return {
    name: cargo("name"),
    version: cargo("version"),
    description: cargo("description"),
    license: cargo("license"),
    keywords: ["async", "await", "future", "event-loop", "wasm", "rust", "custom-element", "web-component", "education"],
    type: "module",
    exports: {
      ".": { types: "./waiting-room.d.ts", default: "./waiting-room.js" },
      "./external": { types: "./external.d.ts", default: "./external.js" },
      "./react": { types: "./react.d.ts", default: "./react.js" },
      "./waiting_room.wasm": { types: "./waiting_room.wasm.d.ts", default: "./waiting_room.wasm" },
      "./custom-elements.json": "./custom-elements.json",
      "./package.json": "./package.json",
    },
    types: "./waiting-room.d.ts",
    // Only the types of JSX need it.
    peerDependencies: { "@types/react": ">=18", react: ">=18" },
    peerDependenciesMeta: { "@types/react": { optional: true }, react: { optional: true } },
    sideEffects: ["./waiting-room.js", "./external.js", "./waiting-room-program.js"],
    customElements: "custom-elements.json",
  };
}

/** The README's part on embedding. The rest is about building. */
function readme() {
  const [, interfaceOf] = /(### Attributes\n[^]*?)\n## Build it/.exec(README);
  return `# waiting-room

${/^`<waiting-room>`[^]*?\n\n/m.exec(README)[0].trim()}

\`\`\`js
import "waiting-room";
\`\`\`

\`\`\`html
<waiting-room waits="6 8 7 8 13 6">Shown until the figure is drawn, and if it cannot be.</waiting-room>
\`\`\`

The WebAssembly module is part of the script, so every bundler takes it. \`import "waiting-room/external"\` has it in a file of its own,
\`waiting_room.wasm\`; \`setModule(address)\` says where it is, if it is not beside the script. On a server, importing does nothing. For
React, \`import "waiting-room/react"\` adds the types of the tag.

${interfaceOf.replace(/\[([^\]]*)\]\((?!http|#)[^)]*\)/g, "$1").trim()}
`;
}

/** The rows of a table in the README, by the names in their first column. Where a row has several names, so has its cell of defaults. */
function rows(heading) {
  const table = README.split(`\n${heading}\n`)[1].split("\n\n").find((block) => block.startsWith("| "));
  return table.split("\n").slice(2).flatMap((row) => {
    const [first, meaning, fallback = ""] = row.replace(/^\| | \|$/g, "").split(" | ");
    const names = [...first.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    const defaults = names.length > 1 ? fallback.split(", ") : [fallback];
    return names.map((name, index) => [name, { meaning, fallback: defaults[index].replaceAll("`", "") }]);
  });
}

/** The custom-elements manifest. */
function elements() {
  const camelCase = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const described = new Map(rows("### Attributes"));
  const events = rows("### Properties, methods and events").map(([name, { meaning }]) => ({ name, type: { text: "CustomEvent" }, description: meaning }));
  const attributes = Object.keys(ATTRIBUTES).map((name) => {
    const { meaning, fallback } = described.get(name);
    return { name, fieldName: camelCase(name), description: meaning, default: fallback };
  });
  const types = { users: "number", waits: "number[] | null", seed: "number | null", strategies: "string[]", panels: "string[]", page: "string | null", src: "string | null" };
  const flags = ["controls", "you", "guess", "autorun", "program"];
  const fields = attributes.map(({ name, fieldName, description }) => ({
    kind: "field", name: fieldName, type: { text: types[name] ?? (flags.includes(name) ? "boolean" : "number") }, description, attribute: name, reflects: true,
  }));
  return {
    schemaVersion: "2.1.0",
    readme: "README.md",
    modules: [{
      kind: "javascript-module",
      path: "waiting-room.js",
      declarations: [{
        kind: "class",
        customElement: true,
        tagName: "waiting-room",
        name: "WaitingRoomElement",
        description: cargo("description"),
        superclass: { name: "HTMLElement" },
        attributes,
        members: [
          ...fields,
          { kind: "field", name: "moment", type: { text: "number | null" }, description: "The time that is shown, in simulated seconds." },
          { kind: "field", name: "report", type: { text: "Report | null" }, readonly: true, description: "The report of the last run that ended." },
          { kind: "method", name: "run", return: { type: { text: "Promise<Report>" } }, description: "Starts a run, or joins the one under way." },
          { kind: "method", name: "stop", return: { type: { text: "void" } }, description: "Stops the run, if there is one." },
        ],
        events,
        slots: [{ name: "", description: "Shown until the figure is drawn, and if it cannot be." }],
      }],
      exports: [
        { kind: "js", name: "WaitingRoomElement", declaration: { name: "WaitingRoomElement", module: "waiting-room.js" } },
        { kind: "custom-element-definition", name: "waiting-room", declaration: { name: "WaitingRoomElement", module: "waiting-room.js" } },
      ],
    }],
  };
}
