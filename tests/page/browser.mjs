// Opens the browser named by BROWSER, and pages in it that watch for trouble.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before } from "node:test";
import { launch } from "../../scripts/browsers.mjs";
import { serve } from "../../scripts/serve.mjs";

export const name = process.env.BROWSER ?? "chromium";

const file = (path) => new URL(`../../${path}`, import.meta.url);
// The strictest policy under which the element promises to work. A request to another host would violate it.
const POLICY = [
  "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'",
  "require-trusted-types-for 'script'", "trusted-types 'none'",
].join("; ");

/** Answers pages with a policy, and with a script that notes all trouble; refuses the paths in `missing`. What is in `pages` is a page
 *  too: `{ html, policy }`, of which the policy may be missing. */
async function watchPages(missing, pages) {
  const watcher = '<head><script src="/tests/page/watch.js"></script>';
  const [page, bundled, programs] = await Promise.all(["index.html", "dist/index.html", "programs.html"].map(async (path) =>
    String(await readFile(file(path))).replace("<head>", watcher)));
  const head = `${watcher}<meta charset="utf-8"><title>Test</title>`;
  const own = { "/": page, "/index.html": page, "/dist/index.html": bundled, "/programs.html": programs, "/blank.html": `<!doctype html><html lang="en">${head}</head><body></body>` };
  return (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const { html, policy = POLICY } = pages.get(pathname) ?? {};
    if (policy) response.setHeader("Content-Security-Policy", policy);
    if (pathname === "/favicon.ico") response.writeHead(204).end();
    if (missing.has(pathname)) response.writeHead(404).end();
    else if (html) response.setHeader("Content-Type", "text/html; charset=utf-8").end(`<!doctype html><html lang="en">${head}${html}`);
    else if (pathname in own) response.setHeader("Content-Type", "text/html; charset=utf-8").end(own[pathname]);
    return response.writableEnded;
  };
}

/** What the browser itself has written to the console since the last call; only Chromium's driver tells. */
async function written(driver) {
  const entries = name === "chromium" ? await driver.manage().logs().get("browser") : [];
  return entries.map(({ message }) => message);
}

/**
 * The browser. `page(path)` opens a page of the project, `missing` holds the paths that the server refuses, and
 * `ask(act, ...values)` calls a function in the page. `pages` may be given pages of one test: see `watchPages`.
 */
async function open(options) {
  const [missing, pages] = [new Set(), new Map()];
  const { server, address } = await serve({ answer: await watchPages(missing, pages) });
  const [driver, stop] = await launch(name, options);
  const close = async () => {
    await driver.quit().catch(() => {});
    stop?.();
    server.closeAllConnections();
    server.close();
  };
  await driver.manage().setTimeouts({ script: 60_000 }).catch(async (error) => {
    await close();
    throw error;
  });
  return {
    driver,
    missing,
    pages,
    /** Opens a page with this HTML, which begins in its head. */
    async host(html, policy = "") {
      pages.set("/host.html", { html, policy });
      await driver.get(`${address}host.html`);
    },
    /** Whatever went wrong on the page. */
    troubles: async () => [...(await driver.executeScript("return troubles")), ...(await written(driver))],
    page: (path) => driver.get(address + path),
    /** Calls `act` in the page, which has the globals of watch.js and sees nothing of the test but `values`. */
    async ask(act, ...values) {
      // WebKit runs microtasks in the middle of a script of its driver, but not in the middle of a microtask.
      const body = `const values = [...arguments], done = values.pop();
        Promise.resolve().then(() => (${act})(...values))
          .then((value) => done([value ?? null]), (error) => done([null, String(error?.message ?? error)]));`;
      const [value, error] = await driver.executeAsyncScript(body, ...values);
      if (error) throw new Error(error);
      return value;
    },
    close,
  };
}

/** The browser for all tests of a suite. After each, the page must have had no trouble. `preferences` are Firefox's. */
export function useBrowser(preferences = {}) {
  const browser = {};
  before(async () => Object.assign(browser, await open(preferences)));
  after(() => browser.close?.());
  afterEach(async () => assert.deepEqual(await browser.troubles(), []));
  return browser;
}
