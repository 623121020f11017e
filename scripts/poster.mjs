// Writes the pictures of a film, which examples/poster.rs prints: cargo run --example poster | node scripts/poster.mjs OUT.svg
import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { movingPicture, stillPicture } from "../www/moving-picture.js";

const SHEET = readFileSync(new URL("../www/waiting-room.css", import.meta.url), "utf8").replace(/\/\*[^]*?\*\//g, "");
/** What of the style sheet matters in a drawing. */
const PROPERTIES = /^(fill|stroke|opacity|paint-order|stop-|font-family|font-weight|text-anchor)/;

/** The colours of the figure: [light, dark] by their names. */
const COLOURS = new Map([...SHEET.matchAll(/--([\w-]+): var\(--waiting-room-[\w-]+, light-dark\((#\w+), (#\w+)\)\)/g)].map(
  ([, name, light, dark]) => [name, [light, dark]],
));
const MONO = /--mono: (.*);/.exec(SHEET)[1];

/** The rules for the classes that a film has, with colours in the place of custom properties, which not every program knows. */
function rules(used, scheme) {
  const resolve = (value) => value.replace(/var\(--([\w-]+)\)/g, (_, name) => (name === "mono" ? MONO : COLOURS.get(name)[scheme]));
  return [...SHEET.replace(/@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "").matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector, body]) => {
    const classes = [...selector.matchAll(/\.([\w-]+)/g)].map(([, name]) => name);
    const declarations = body.split(";").map((declaration) => declaration.trim()).filter((declaration) => PROPERTIES.test(declaration));
    const matters = declarations.length && (selector.trim() === "svg" || classes.some((name) => used.has(name)));
    return matters ? `${selector.trim().replace(/\s+/g, " ")}{${resolve(declarations.join(";"))}}` : "";
  }).join("");
}

/** The style sheet of a picture, in light and dark. */
function css(film) {
  const used = new Set([...JSON.stringify(film).matchAll(/class=\\"([\w-]+)/g), ...film.textures.matchAll(/class="([\w-]+)/g)].map(([, name]) => name));
  const own = (scheme) => {
    const [ink, ground] = ["ink", "ground"].map((name) => COLOURS.get(name)[scheme]);
    return `svg{background:${ground}}.needle-line{stroke:${ink};stroke-width:1.5}.handle{fill:${ground};stroke:${ink};stroke-width:3.4}`;
  };
  const all = (scheme) => own(scheme) + rules(used, scheme);
  return `svg{font:12px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}${all(0)}@media (prefers-color-scheme:dark){${all(1)}}`;
}

/** Markup of the elements that are written in lines, as for `Template` in src/browser/dom.rs. */
export function markup(template) {
  const [open, written] = [[], []];
  const close = (depth) => {
    while (open.length > depth) written.push(`</${open.pop()}>`);
  };
  for (const line of template.split("\n").filter((line) => line.trim())) {
    const [, indent, tag, name, attributes] = /^( *)(\w+)\.([\w-]+)(.*)$/.exec(line);
    close(indent.length / 2);
    written.push(`<${tag} class="${name}"${attributes}>`);
    open.push(tag);
  }
  close(0);
  return written.join("");
}

async function main(out) {
  const input = await text(process.stdin);
  if (!input) process.exit(1); // the example has said why
  const film = JSON.parse(input);
  film.textures = markup(film.textures);
  const style = css(film);
  writeFileSync(out, movingPicture(film, style));
  writeFileSync(out.replace(/\.svg$/, "-still.svg"), stillPicture(film, style));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2]);
