// Pictures of the command line.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, it } from "node:test";
import { movingPicture } from "../../www/moving-picture.js";

const folder = mkdtempSync(join(tmpdir(), "posters-"));
after(() => rmSync(folder, { recursive: true }));

it("those of the README and the page are those that scripts/posters draws", () => {
  execFileSync("scripts/posters", [folder]);
  const drawn = ["docs/images/figure.svg", ...readdirSync(join(folder, "www/posters")).map((name) => `www/posters/${name}`)];
  assert.deepEqual(drawn.slice(1), readdirSync("www/posters").map((name) => `www/posters/${name}`));
  for (const path of drawn) assert.equal(readFileSync(join(folder, path), "utf8"), readFileSync(path, "utf8"), path);
});

it("the page reserves their size", () => {
  const page = readFileSync("index.html", "utf8");
  const images = [...page.matchAll(/<img src="(www\/posters\/[^"]*)" (width="\d+" height="\d+")/g)];
  assert.equal(images.length, readdirSync("www/posters").length);
  for (const [, path, size] of images) assert.ok(readFileSync(path, "utf8").includes(` ${size} `), path);
});

for (const [settings, message] of [
  [["users=0"], 'users="0" does not work'], [["width=10"], "width=10: it must be a number from 320 to 1600"], [["colour=red"], "“colour” is not known; allowed: "],
  [["you"], "a picture has no reader"], [["strategies=both"], "one or more of"],
]) {
  it(`says what is wrong with ${settings}`, () => {
    const { status, stderr } = spawnSync("scripts/poster", [join(folder, "wrong.svg"), ...settings], { encoding: "utf8" });
    assert.notEqual(status, 0);
    assert.ok(stderr.startsWith("error: ") && stderr.includes(message) && stderr.trim().split("\n").length === 1, stderr);
    assert.ok(!readdirSync(folder).includes("wrong.svg"), "nothing is written");
  });
}

it("says what the first argument must be", () => {
  const { status, stderr } = spawnSync("scripts/poster", ["users=6"], { encoding: "utf8" });
  assert.deepEqual([status, stderr], [1, "error: the first argument must be a file that ends in .svg, not 'users=6'\n"]);
});

const film = (shapes) => ({
  width: 100, height: 50, start: 10, finish: 90, cut: 100, axis: 40, end: 8, speed: 1, label: "A & B <c>", textures: "", past: [],
  frames: shapes.map((shapes, time) => ({ time: time * 4, shapes: shapes.map((name) => `<text class="${name}">${name}</text>`) })),
});
const rule = (svg, name) => new RegExp(`@keyframes ${name}\\{(.*?\\})\\}`).exec(svg)[1];

it("shapes appear and disappear when they do in the film", () => {
  const svg = movingPicture(film([["always", "first"], ["always", "second"], ["always", "first"]]), "");
  assert.match(svg, /<text class="always">/);
  // Eight seconds of playing, and three of standing still.
  assert.equal(rule(svg, "at0"), "0.000%{visibility:visible}36.364%{visibility:hidden}72.727%{visibility:visible}");
  assert.equal(rule(svg, "at1"), "0%{visibility:hidden}36.364%{visibility:visible}72.727%{visibility:hidden}");
  assert.match(svg, /\.at0\{visibility:visible;/, "without motion, the end is shown");
  assert.match(svg, /\.at1\{visibility:hidden;/);
  assert.match(svg, /<title>A &amp; B &lt;c><\/title>/);
});

it("plays between four and twenty seconds", () => {
  const length = (end, speed) => /animation-duration:([\d.]+)s/.exec(movingPicture({ ...film([["a"], ["b"]]), end, speed }, ""))[1];
  assert.deepEqual([length(0, 1), length(0.5, 1), length(12, 2), length(3600, 1)], ["7.00", "7.00", "9.00", "23.00"]);
});
