// What the modules of www/library.js are made of. (In dist/ it is part of the script: see scripts/bundle.mjs.)
import { MODULES } from "./library.js";

/** The source of each, by its name. */
export const sources = async () => Object.fromEntries(await Promise.all(MODULES.map(async (name) => [name, await source(name)])));

async function source(name) {
  const answer = await fetch(new URL(`../src/python/library/more/${name.replace(".", "_")}.py`, import.meta.url));
  if (!answer.ok) throw new Error(`the module ${name} could not be fetched: the server answered ${answer.status}`);
  return answer.text();
}
