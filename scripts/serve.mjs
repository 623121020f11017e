// Serves the project's files on 127.0.0.1: node scripts/serve.mjs [port]
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Starts a server; resolves with it and its address. What `answer(request, response)` answers comes from no file. */
export function serve({ port = 0, answer = () => false } = {}) {
  const files = sirv(root, { dev: true, dotfiles: false });
  const server = createServer((request, response) => {
    if (!answer(request, response)) files(request, response, () => response.writeHead(404).end("not found"));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve({ server, address: `http://127.0.0.1:${server.address().port}/` }));
  });
}

async function main(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new Error(`--port ${text} does not work: it must be 0 to 65535`);
  const { address } = await serve({ port });
  console.log(`Open ${address} in a browser. Ctrl+C stops.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv[2] ?? "8000").catch(({ code, message }) => {
    const taken = "this port is taken by another program; choose one with --port";
    console.error(`error: ${code === "EADDRINUSE" ? taken : message}`);
    process.exit(1);
  });
}
