// Loads the WebAssembly module and the styles: once, however many figures a page has. If the module panics, which is a bug of
// ours, all its figures are in an unknown state: the one that broke says so, and the others go on in a fresh instance.
import init, { Figure, restart, start } from "../pkg/waiting_room.js";

const PAGE = new URL("../index.html", import.meta.url).href;

let loading = null;
/** The owner of each figure that was built: `{ element, isRunning, save, restore, breakDown }`. */
const owners = new Set();
/** The owner on whose behalf the module runs now, if it runs. */
let current = null;
let isBroken = false;

/** Resolves with a function that builds a figure. A failure is not remembered, so that the next call tries again. */
export function load() {
  loading ??= Promise.all([loadStyles(), init()]).then(([sheet]) => builder(sheet)).catch((cause) => {
    loading = null;
    throw new Error(`waiting-room could not be loaded: ${cause.message}`, { cause });
  });
  return loading;
}

function builder(sheet) {
  return (owner, element, root, emit) => {
    root.adoptedStyleSheets = [sheet];
    owners.add(owner);
    return enter(owner, () => new Figure(element, root, PAGE, emit, onBroken));
  };
}

/** A figure was freed. */
export const forget = (owner) => owners.delete(owner);

/** Calls the module on behalf of `owner`. An exception leaves the module in an unknown state; then this returns `undefined`. */
export function enter(owner, call) {
  if (isBroken) return undefined;
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
function onBroken(message, element) {
  if (isBroken) return;
  isBroken = true;
  const culprit = current ?? [...owners].find((owner) => owner.element === element);
  const broken = culprit ? [culprit] : [...owners].filter((owner) => owner.isRunning());
  setTimeout(recover, 0, new Set(broken), message); // when nothing of the old instance is on the stack any more
}

function recover(broken, message) {
  const others = [...owners].filter((owner) => !broken.has(owner));
  const saved = others.map((owner) => attempt(() => owner.save()));
  attempt(restart);
  // The next call makes the fresh instance, but wasm-bindgen copies the call's strings into the old one's memory first. So the next
  // call is one without arguments.
  start();
  owners.clear();
  isBroken = false;
  broken.forEach((owner) => owner.breakDown(new Error(`this figure broke (${message})`)));
  others.forEach((owner, index) => owner.restore(saved[index]));
}

/** What the broken instance returns, if it still can. */
function attempt(call) {
  try {
    return call();
  } catch {
    return null;
  }
}

// A constructed sheet is shared by all figures, and a page's Content-Security-Policy may forbid <style>.
async function loadStyles() {
  const address = new URL("./waiting-room.css", import.meta.url);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
  return new CSSStyleSheet().replace(await answer.text());
}
