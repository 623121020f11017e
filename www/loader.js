// Loads the module of the figures that show strategies.
import { Figure, initSync, restart, start, updating } from "../pkg/waiting_room.js";
import { module, styles } from "./assets.js";
import { makeLoader } from "./load.js";

/** Where wasm-bindgen's glue lies: in a file of its own, or bundled with this one. */
const GLUE = [import.meta.url, import.meta.url.replace("www/loader.js", "pkg/waiting_room.js")];

export const loader = makeLoader({ Figure, initSync, restart, start, updating }, { module, styles }, GLUE);
