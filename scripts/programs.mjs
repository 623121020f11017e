// Makes programs.html of examples/programs: node scripts/programs.mjs
import { readFileSync, writeFileSync } from "node:fs";

const FOLDER = "examples/programs";
const read = (name) => readFileSync(`${FOLDER}/${name}`, "utf8");
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text) => text.replace(/[&<>]/g, (character) => ENTITIES[character]);
const withCode = (text) => escaped(text).replace(/`([^`]*)`/g, "<code>$1</code>");

/** Attributes of single figures, which are at real speed otherwise. */
const ATTRIBUTES = { "two_factor.py": ' speed="10"' };

/** The programs: title, file, and what is said of it. */
export const programs = () => read("README.md").split(/^## /m).slice(1).map((section) => {
  const [title, file, ...text] = section.trim().split(/\n\n/);
  return { title, file: file.replaceAll("`", ""), text: text.join(" ").replace(/\s+/g, " ") };
});

const section = ({ title, file, text }) => `      <h2 id="${file.replace(".py", "")}">${withCode(title)}</h2>
      <p>${withCode(text)}</p>

      <figure>
        <waiting-room program controls${ATTRIBUTES[file] ?? ""}>
          <pre>
${escaped(read(file))}</pre>
        </waiting-room>
      </figure>
`;

/** The page. */
export const page = () => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="What people get wrong with asyncio: fifteen short Python programs that run, and can be changed, in your browser.">
    <meta name="color-scheme" content="light dark">
    <title>What people get wrong with asyncio</title>
    <link rel="icon" href="www/icon.svg">
    <link rel="stylesheet" href="www/page.css">
    <script type="module" src="www/waiting-room.js"></script>
  </head>
  <body>
    <main>
      <header>
        <h1>What people get wrong with asyncio</h1>
        <p class="lead">
          Fifteen short Python programs. Each runs here, task by task, and you can change it. <a href="index.html">What is this all about?</a>
        </p>
      </header>

${programs().map(section).join("\n")}    </main>
  </body>
</html>
`;

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync("programs.html", page());
