export * from "./waiting-room.js";

/** Where the WebAssembly module comes from, if not from the file `waiting_room.wasm` beside the script: an address or the bytes. Call it
 *  before a figure comes near the window. */
export function setModule(source: string | URL | ArrayBuffer | Uint8Array<ArrayBuffer>): void;
