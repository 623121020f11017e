// Why the WebAssembly module cannot be used. Loaded when it cannot.

/** An error that says what stands in the way, given the browser's own and the bytes of what should be the module. */
export function explain({ message }, bytes) {
  if (/unsafe-eval|CSP/.test(message)) return new Error("the policy of this page forbids WebAssembly; its script-src needs 'wasm-unsafe-eval'");
  if (message.startsWith("it has")) return new Error(`the WebAssembly module did not arrive as a whole: ${message}`);
  const isModule = String.fromCharCode(...new Uint8Array(bytes).slice(1, 4)) === "asm";
  return new Error(isModule ? `this browser is too old (${message})` : "the server answered with something else than the WebAssembly module");
}
