// What the figure of a program needs beside its scripts. (In dist/ all of it is part of the script: see scripts/bundle.mjs.)

/** The WebAssembly module. */
export const module = async () => (await get(new URL("../pkg/program/waiting_room_bg.wasm", import.meta.url))).arrayBuffer();

/** The style sheets: of all figures, and of these. */
export const styles = async () => (await Promise.all(["waiting-room", "later", "program"].map(sheet))).join("");

const sheet = async (name) => (await get(new URL(`./${name}.css`, import.meta.url))).text();

async function get(address) {
  const answer = await fetch(address).catch(() => {
    throw new Error(navigator.onLine ? `${address.pathname} could not be fetched` : "there is no network connection");
  });
  if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
  return answer;
}
