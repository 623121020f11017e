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

  /** Loads the module and the program of `element`. What builds its figure gives it the program at once. */
  async function loadWithProgram(element) {
    const src = element.getAttribute("src");
    const program = Promise.resolve(src ? fetchText(src, element) : ownText(element));
    const [build, text, modules] = await Promise.all([load(), program, program.then((text) => importsOf(element, text))]);
    provide(modules);
    const show = /^\s*\{\s*"kind"\s*:/.test(text) ? await showRecording(text) : (figure) => figure.set_program(text);
    return (owner, ...figureOf) => {
      const figure = build(owner, ...figureOf);
      if (figure) enter(owner, () => show(figure));
      return figure;
    };
  }

  return { load: loadWithProgram, prepare, enter, forget };
}

/** Loads what a program imports, and the one in the attribute of `element`. If that cannot be loaded, the figure finds that it is not
 *  there, and says so. */
const importsOf = (element, program = "") => loadImports(`${program}\n${element.getAttribute("program") ?? ""}`, new Map());

function provide(modules) {
  for (const [name, source] of modules) provide_module(name, source);
}

/** To be awaited before the figure of `element` reads its attributes again. */
const prepare = async (element) => provide(await importsOf(element));

/** Shows what was recorded elsewhere, without running anything. */
async function showRecording(text) {
  const { encode, read } = await import("./recording.js");
  const { attributes, recording } = read(text);
  const model = document.createElement("i");
  for (const [name, value] of Object.entries(attributes)) model.setAttribute(name, value);
  return (figure) => {
    const problem = figure.open(model, undefined, encode(recording));
    if (problem) throw new Error(problem);
  };
}
