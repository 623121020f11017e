// What the documentation lists is what there is.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";

const read = (path) => readFileSync(path, "utf8");
const filesIn = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => /\.(rs|js)$/.test(path));

it("docs/theming.md has every custom property, with its defaults", () => {
  const page = read("docs/theming.md");
  const sheet = read("www/waiting-room.css");
  const [documented, used] = [page, sheet].map((text) => new Set([...text.matchAll(/--waiting-room-([\w-]+)/g)].map(([, name]) => name)));
  assert.deepEqual([...documented].toSorted(), [...used].toSorted());
  for (const [, name, light, dark] of sheet.matchAll(/--waiting-room-([\w-]+), light-dark\((#\w+), (#\w+)\)/g)) {
    const row = page.split("\n").find((line) => line.includes(`\`--waiting-room-${name}\``));
    assert.ok(row.includes(light) && row.includes(dark), `${name}: ${light} and ${dark} in ${row}`);
  }
});

it("docs/theming.md names parts that there are", () => {
  const source = [...filesIn("src/browser"), ...filesIn("www")].map(read).join("\n");
  const classes = new Set([
    ...[...source.matchAll(/^ *[a-z]+\.([a-z-]+)/gm)].map(([, name]) => name),
    ...[...source.matchAll(/(?:new_html|make)\("[a-z]+", "([a-z -]+)"/g)].flatMap(([, names]) => names.split(" ")),
    ...[...source.matchAll(/withClass\("([a-z-]+)"/g)].map(([, name]) => name),
    ...[...source.matchAll(/"part", "([a-z -]+)"/g)].flatMap(([, names]) => names.split(" ")),
  ]);
  const parts = read("docs/theming.md").split("## Parts")[1];
  const named = [...parts.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
  assert.ok(named.length > 40);
  for (const name of named) assert.ok(classes.has(name), `no node has the part ${name}`);
});

it("every file and heading that a document links to is there", () => {
  const slug = (heading) => heading.toLowerCase().replace(/[^\w\s-]/g, "").trim().replaceAll(" ", "-");
  for (const path of ["README.md", "CHANGELOG.md", ...readdirSync("docs").filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)]) {
    for (const [, target] of read(path).matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [file, heading] = target.split("#");
      const there = file ? join(path, "..", file) : path;
      assert.ok(existsSync(there), `${path} links to ${target}`);
      const text = /\.md$/.test(there) ? read(there) : "";
      const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => slug(title));
      if (heading) assert.ok(headings.includes(heading), `${path} links to ${target}`);
    }
  }
});
