// Loads the modules: of figures that show strategies, and of those that run a program.
import { Figure, initSync, restart, start, updating } from "../pkg/waiting_room.js";
import { module, styles } from "./assets.js";
import { makeLoader } from "./load.js";

/** Where wasm-bindgen's glue lies: in a file of its own, or bundled with this one. */
const GLUE = [import.meta.url, import.meta.url.replace("www/loader.js", "pkg/waiting_room.js")];

export const loader = makeLoader([Figure, initSync, restart, start, updating], { module, styles }, GLUE);

let programs = null;

/** Resolves with the loader of figures that run a program. It is loaded when the first of them needs it. */
export function programLoader() {
  programs ??= import("./program.js").then(({ makeProgramLoader }) => makeProgramLoader(makeLoader)).catch((error) => {
    programs = null;
    throw error;
  });
  return programs;
}
