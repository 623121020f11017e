// What a figure needs beside its scripts. (In dist/waiting-room.js it is part of the script: see scripts/bundle.mjs.)

/** The style sheet. */
export const styles = async () => (await get(new URL("./waiting-room.css", import.meta.url))).text();

/** The WebAssembly module. */
export const module = async () => (await get(new URL("../pkg/waiting_room_bg.wasm", import.meta.url))).arrayBuffer();

async function get(address) {
  const answer = await fetch(address).catch(() => {
    throw new Error(navigator.onLine ? `${address.pathname} could not be fetched` : "there is no network connection");
  });
  if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
  return answer;
}
