// The commands that the README and the docs tell people to type.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { it } from "node:test";

const documents = ["README.md", "index.html", ...readdirSync("docs").filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
const text = (path) => readFileSync(path, "utf8");

it("every script that is named is there, and knows the options that are named", () => {
  for (const path of documents) {
    for (const [, script, options] of text(path).matchAll(/(scripts\/[a-z]+)((?: --[a-z]+)*)/g)) {
      assert.ok(existsSync(script), `${path} names ${script}`);
      for (const option of options.trim().split(" ").filter(Boolean)) assert.ok(text(script).includes(option), `${path} names ${script} ${option}`);
    }
  }
});

it("scripts/demo serves the page", async () => {
  const demo = spawn("scripts/demo", ["--port", "0"], { detached: true });
  try {
    const address = await new Promise((found, failed) => {
      let output = "";
      demo.stdout.on("data", (data) => {
        output += data;
        const [known] = /http:\/\/127\.0\.0\.1:\d+\//.exec(output) ?? [];
        if (known) found(known);
      });
      demo.on("exit", () => failed(new Error(output)));
    });
    const page = await (await fetch(address)).text();
    assert.match(page, /<waiting-room>/);
    assert.equal((await fetch(`${address}pkg/waiting_room_bg.wasm`)).headers.get("content-type"), "application/wasm");
  } finally {
    process.kill(-demo.pid);
  }
});

it("the poster of the docs is drawn", () => {
  const [, command] = /^(scripts\/poster .*)$/m.exec(text("docs/embedding.md"));
  const folder = mkdtempSync(join(tmpdir(), "command-"));
  try {
    execFileSync("bash", ["-c", command.replace("run.svg", join(folder, "run.svg"))], { cwd: resolve(".") });
    assert.deepEqual(readdirSync(folder).toSorted(), ["run-still.svg", "run.svg"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("the modules that the docs import are those of the package", () => {
  const { exports } = JSON.parse(text("dist/npm/package.json"));
  for (const path of documents) {
    for (const [, name] of text(path).matchAll(/import (?:[^"`]* from )?"waiting-room(\/[\w-]+)?"/g)) assert.ok(exports[`.${name ?? ""}`], `${path}: waiting-room${name}`);
  }
});
