// Figures that run a program of their page: their module, and where the program comes from. Loaded for the first such figure.
import { Figure, initSync, restart, start, updating } from "../pkg/program/waiting_room.js";
import { makeLoader } from "./load.js";
import * as assets from "./program-assets.js";
import { fetchText, ownText } from "./program-text.js";
import "./program-source.js";

const GLUE = [import.meta.url, import.meta.url.replace("www/program.js", "pkg/program/waiting_room.js")];
const { load, enter, forget } = makeLoader({ Figure, initSync, restart, start, updating }, assets, GLUE);

/** Loads the module and the program of `element`. What builds its figure gives it the program at once. */
async function loadWithProgram(element) {
  const src = element.getAttribute("src");
  const [build, text] = await Promise.all([load(), src ? fetchText(src, element) : ownText(element)]);
  const show = /^\s*\{\s*"kind"\s*:/.test(text) ? await showRecording(text) : (figure) => figure.set_program(text);
  return (owner, ...figureOf) => {
    const figure = build(owner, ...figureOf);
    if (figure) enter(owner, () => show(figure));
    return figure;
  };
}

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

export const loader = { load: loadWithProgram, enter, forget };
