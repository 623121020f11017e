// The projects in examples/, installed in target/hosts, and what builds and serves them.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { Liquid } from "liquidjs";
import sirv from "sirv";

export const HOSTS = resolve("target/hosts");
const MODULES = `${HOSTS}/node_modules`;

/** Copies the projects, installs what they need unless it is there, and puts in the package as it would be published. */
export function install() {
  mkdirSync(HOSTS, { recursive: true });
  cpSync("examples", HOSTS, { recursive: true, filter: (path) => !path.includes("node_modules") });
  const [lock, installed] = [readFileSync("examples/package-lock.json", "utf8"), `${MODULES}/.installed`];
  if (!existsSync(installed) || readFileSync(installed, "utf8") !== lock) {
    // The lock names the package by its place beside the examples.
    mkdirSync(resolve(HOSTS, "../dist/npm"), { recursive: true });
    cpSync("dist/npm/package.json", resolve(HOSTS, "../dist/npm/package.json"));
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: HOSTS, stdio: "inherit" });
    writeFileSync(installed, lock);
  }
  const archive = readdirSync("dist").find((name) => name.endsWith(".tgz"));
  for (const name of ["package", "waiting-room"]) rmSync(`${MODULES}/${name}`, { recursive: true, force: true });
  execFileSync("tar", ["-xzf", resolve("dist", archive), "-C", MODULES]);
  execFileSync("mv", ["package", "waiting-room"], { cwd: MODULES });
}

/** Runs a tool of a project in its folder. */
export function tool(project, name, ...args) {
  const folder = `${HOSTS}/${project}`;
  const own = `${folder}/node_modules/.bin/${name}`;
  execFileSync(existsSync(own) ? own : `${MODULES}/.bin/${name}`, args, { cwd: folder, stdio: "pipe", env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1" } });
}

/** Serves a folder of the hosts, with `/node_modules/` as their projects see it. Resolves with its address, and what ends it. */
export async function serveFolder(folder) {
  const files = sirv(`${HOSTS}/${folder}`, { dev: true });
  const modules = sirv(MODULES, { dev: true });
  const server = createServer((request, response) => {
    const notFound = () => response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
    if (!request.url.startsWith("/node_modules/")) return files(request, response, notFound);
    request.url = request.url.slice("/node_modules".length);
    return modules(request, response, notFound);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () => (server.closeAllConnections(), server.close());
  return [`http://127.0.0.1:${server.address().port}/`, stop];
}

/** Starts a development server in a project, given its tool and arguments. Resolves with its address, and what ends it. */
export function startServer(project, name, ...args) {
  const folder = `${HOSTS}/${project}`;
  const own = `${folder}/node_modules/.bin/${name}`;
  const server = spawn(existsSync(own) ? own : `${MODULES}/.bin/${name}`, args, { cwd: folder, detached: true });
  return addressOf(server, name, /(http:\/\/(?:localhost|127\.0\.0\.1):\d+\/)/);
}

/** Waits until a server that was started has written its address. Resolves with it, and what ends the server. */
function addressOf(server, name, pattern) {
  const stop = () => {
    process.kill(-server.pid);
    // A process of its own that goes on a little longer must not keep the tests from ending.
    for (const stream of [server.stdout, server.stderr]) stream.destroy();
    server.unref();
  };
  return new Promise((started, failed) => {
    let output = "";
    const look = (text) => {
      output += text;
      // eslint-disable-next-line no-control-regex -- servers write in colours
      const [, address] = pattern.exec(output.replace(/\u001b\[[\d;]*m/g, "")) ?? [];
      if (address) started([address, stop]);
    };
    server.stdout.on("data", look);
    server.stderr.on("data", look);
    server.on("exit", () => failed(new Error(`${name} ended: ${output}`)));
  });
}

/** A book of mdBook, built. */
export function buildBook() {
  cpSync("dist/waiting-room.js", `${HOSTS}/mdbook/src/waiting-room.js`);
  execFileSync("mdbook", ["build"], { cwd: `${HOSTS}/mdbook`, stdio: "pipe" });
}

/** A site of Hugo, built. */
export function buildHugo() {
  cpSync("dist/waiting-room.js", `${HOSTS}/hugo/static/waiting-room.js`);
  execFileSync(`${HOSTS}/python/bin/hugo`, ["--noBuildLock"], { cwd: `${HOSTS}/hugo`, stdio: "pipe" });
}

/** A page of Jekyll's, as Liquid, its template language, renders it. (Jekyll itself is a Ruby program.) */
export async function buildJekyll() {
  const folder = `${HOSTS}/jekyll`;
  const liquid = new Liquid({ root: `${folder}/_includes`, jekyllInclude: true, dynamicPartials: false });
  liquid.registerFilter("relative_url", (path) => path.replace(/^\//, ""));
  const [, front, body] = readFileSync(`${folder}/waiting.md`, "utf8").split("---\n");
  const page = Object.fromEntries(front.trim().split("\n").map((line) => line.split(": ")));
  const content = await liquid.parseAndRender(body, { page });
  const layout = readFileSync(`${folder}/_layouts/${page.layout}.html`, "utf8");
  mkdirSync(`${folder}/_site`, { recursive: true });
  writeFileSync(`${folder}/_site/waiting.html`, await liquid.parseAndRender(layout, { page, content }));
  cpSync("dist/waiting-room.js", `${folder}/_site/waiting-room.js`);
}

/** JupyterLab with the notebook of the examples. Resolves with its address, and what ends it. */
export async function startJupyter() {
  const folder = `${HOSTS}/jupyterlab`;
  for (const name of ["waiting-room.js", "embed.html"]) cpSync(`dist/${name}`, `${folder}/${name}`);
  const python = `${HOSTS}/python/bin/`;
  const settings = ["--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0", "--IdentityProvider.token=", "--ServerApp.disable_check_xsrf=True"];
  const server = spawn(`${python}jupyter-lab`, settings, { cwd: folder, detached: true, env: { ...process.env, PATH: `${python}:${process.env.PATH}`, JUPYTER_CONFIG_DIR: `${folder}/.config`, JUPYTER_DATA_DIR: `${folder}/.data`, IPYTHONDIR: `${folder}/.ipython` } });
  return addressOf(server, "JupyterLab", /(http:\/\/127\.0\.0\.1:\d+\/)lab/);
}
