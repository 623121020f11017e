// Loads the WebAssembly module and the styles: once, however many figures a page has. If the module panics, which is a bug of
// ours, all its figures are in an unknown state: the one that broke says so, and the others go on in a fresh instance.
import { unpack } from "./streams.js";

/** What loads a module, and calls it: given wasm-bindgen's glue for it, functions that fetch the module and the styles, and where the
 *  glue may lie. (A list, because each edition's glue has short names of its own in dist/.) */
export function makeLoader([Figure, initSync, restart, start, updating], { module, styles }, addresses) {
  let loading = null;
  /** The owner of each figure that was built, `{ isRunning, save, restore, breakDown }`, and the figure's number. */
  const owners = new Map();
  let built = 0;
  /** The owner on whose behalf the module runs now, if it runs. */
  let current = null;
  /** The recovery of a broken module, while that is under way. */
  let recovering = null;

  /** Resolves with a function that builds a figure. A failure is not remembered, so that the next call tries again. */
  async function load() {
    loading ??= Promise.all([styles(), loadModule()]).then(([text]) => builder(text)).catch((cause) => {
      loading = null;
      throw new Error(`waiting-room could not be loaded: ${cause.message}`, { cause });
    });
    const build = await loading;
    while (recovering) await recovering;
    return build;
  }

  function builder(text) {
    const sheets = new WeakMap();
    return (owner, element, root, emit) => {
      root.adoptedStyleSheets = [sheetOf(element.ownerDocument, text, sheets)];
      owners.set(owner, ++built);
      return enter(owner, () => new Figure(built, element, root, emit, onBroken));
    };
  }

  /** A figure was freed. */
  const forget = (owner) => owners.delete(owner);

  // A task is called by the browser, so only the window hears of an exception in it that is not a panic: because memory has run out, or
  // thrown by what the page has patched.
  function watchTasks() {
    addEventListener("error", ({ error }) => {
      const stack = String(error?.stack);
      if (stack.includes("wasm") && addresses.some((address) => stack.includes(address))) onBroken(String(error.message));
    });
  }

  /** Calls the module on behalf of `owner`. An exception leaves the module in an unknown state; then this returns `undefined`. */
  function enter(owner, call) {
    if (recovering) return undefined;
    const before = current;
    current = owner;
    try {
      return call();
    } catch (error) {
      onBroken(String(error?.message ?? error));
      return undefined;
    } finally {
      current = before;
    }
  }

  /** Called when the module has broken. If the task that broke it was updating no figure, any run under way may be to blame. */
  function onBroken(message) {
    if (recovering) return;
    const all = [...owners.keys()];
    const number = attempt(updating);
    const culprit = current ?? all.find((owner) => owners.get(owner) === number);
    const broken = new Set(culprit ? [culprit] : all.filter((owner) => owner.isRunning()));
    // Recover when nothing of the old instance is on the stack any more.
    recovering = new Promise((resolve) => setTimeout(resolve)).then(() => recover(broken, message));
  }

  function recover(broken, message) {
    const others = [...owners.keys()].filter((owner) => !broken.has(owner));
    const saved = others.map((owner) => attempt(() => owner.save()));
    attempt(restart);
    // The next call makes the fresh instance, but wasm-bindgen copies the call's strings into the old one's memory first. So the next
    // call is one without arguments.
    const isFresh = attempt(() => (start(), true));
    owners.clear();
    recovering = null;
    const error = new Error(`this figure broke (${message})`);
    broken.forEach((owner) => owner.breakDown(error));
    others.forEach((owner, index) => (isFresh ? owner.restore(saved[index]) : owner.breakDown(error)));
  }

  // Compiling while it loads would be quicker by a few milliseconds, but fails where a server does not know the type of the file.
  async function loadModule() {
    const bytes = await module();
    try {
      initSync({ module: await WebAssembly.compile(unpack(bytes)) });
    } catch (error) {
      throw (await import("./explain.js")).explain(error, bytes);
    }
    watchTasks();
  }

  return { load, enter, forget };
}

/** A constructed sheet is shared by all figures of a document, and a page's Content-Security-Policy may forbid <style>. */
function sheetOf(document, text, sheets) {
  if (!sheets.has(document)) {
    const sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(document, sheet);
  }
  return sheets.get(document);
}

/** What the module returns, if it still can. */
function attempt(call) {
  try {
    return call();
  } catch {
    return null;
  }
}
