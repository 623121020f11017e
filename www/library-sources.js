// What the modules of library.js are made of. (In dist/ each is a script: see scripts/bundle.mjs.)

/** The source of a module. */
export async function fetchSource(name) {
  const answer = await fetch(new URL(`../src/python/library/more/${name.replace(".", "_")}.py`, import.meta.url));
  if (!answer.ok) throw new Error(`the module ${name} could not be fetched: the server answered ${answer.status}`);
  return answer.text();
}
