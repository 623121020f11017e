// Figures that run a program of their page: their module, and where the program comes from. Loaded for the first such figure.
import { Figure, initSync, provide_module, restart, start, updating } from "../pkg/program/waiting_room.js";
import { loadImports } from "./library.js";
import * as assets from "./program-assets.js";
import { fetchText, ownText } from "./program-text.js";
import "./program-source.js";

const GLUE = [import.meta.url, import.meta.url.replace("www/program.js", "pkg/program/waiting_room.js")];

/** What loads such figures, and calls them. `makeLoader` is that of load.js, which the page has already. */
export function makeProgramLoader(makeLoader) {
  const { load, enter, forget } = makeLoader([Figure, initSync, restart, start, updating], assets, GLUE);

  /** Loads the module and the program of `element`, and what that imports. What builds its figure gives it the program at once. */
  async function loadWithProgram(element) {
    const src = element.getAttribute("src");
    const loading = load();
    loading.catch(() => {}); // awaited below
    const text = src ? await fetchText(src, element) : ownText(element);
    const { show, program } = /^\s*\{\s*"kind"\s*:/.test(text) ? await recorded(text) : { show: (figure) => figure.set_program(text), program: text };
    const modules = new Map();
    let own;
    do {
      own = element.getAttribute("program");
      await loadImports(`${program}\n${own ?? ""}`, modules);
    } while (own !== element.getAttribute("program"));
    await loading;
    const build = await load(); // once the module has recovered, if it broke meanwhile
    return (owner, ...figureOf) => {
      enter(owner, () => provide(modules));
      const figure = build(owner, ...figureOf);
      if (figure) enter(owner, () => show(figure));
      return figure;
    };
  }

  /** To be awaited before a figure reads another program. */
  async function prepare(program, owner) {
    const modules = await loadImports(program ?? "", new Map());
    enter(owner, () => provide(modules));
  }

  return { load: loadWithProgram, prepare, enter, forget };
}

/** Gives the module what it lacks. (What could not be loaded, it finds missing, and says so.) */
function provide(modules) {
  for (const [name, source] of modules) provide_module(name, source);
}

/** What shows what was recorded elsewhere, without running anything, and the program. */
async function recorded(text) {
  const { encode, read } = await import("./recording.js");
  const { attributes, recording } = read(text);
  const model = document.createElement("i");
  for (const [name, value] of Object.entries(attributes)) model.setAttribute(name, value);
  const show = (figure) => {
    const problem = figure.open(model, undefined, encode(recording));
    if (problem) throw new Error(problem);
  };
  return { show, program: attributes.program ?? "" };
}
