// Loads the WebAssembly module and the styles: once, however many figures a page has.
import init, { Figure } from "../pkg/waiting_room.js";

const PAGE = new URL("../index.html", import.meta.url).href;

let loading = null;

/** Resolves with what builds a figure. A failure is not remembered, so that the next call tries again. */
export function load() {
  loading ??= Promise.all([styles(), init()]).then(builder).catch((cause) => {
    loading = null;
    throw new Error(`waiting-room could not be loaded: ${cause.message}`, { cause });
  });
  return loading;
}

function builder([sheet]) {
  return (element, root, emit) => {
    root.adoptedStyleSheets = [sheet];
    return new Figure(element, root, PAGE, emit);
  };
}

// A constructed sheet is shared by all figures, and a page's Content-Security-Policy may forbid <style>.
async function styles() {
  const address = new URL("./waiting-room.css", import.meta.url);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
  return new CSSStyleSheet().replace(await answer.text());
}
