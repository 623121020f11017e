// The HTML that embeds a run.

/** The boolean attributes. */
const FLAGS = ["you", "guess", "autorun", "controls"];

/** An element with these attributes and, if it is known, the script at the address `script` that defines it. All values are escaped. A
 *  program stands in the element, where those can read it who have no scripts. */
export function embedCode(script, { program, ...attributes }) {
  const written = Object.entries(attributes).map(([name, value]) => (FLAGS.includes(name) ? ` ${name}` : ` ${name}="${escaped(value)}"`));
  const first = script ? `<script type="module" src="${escaped(script)}"></script>\n` : "";
  const [name, content] = program ? [" program", `\n<pre>\n${escaped(program)}</pre>\n`] : ["", ""];
  return `${first}<waiting-room${name}${written.join("")}>${content}</waiting-room>\n`;
}

const ENTITIES = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

/** The text as part of a page, or as the value of an attribute in double quotes. (`<` and `>` are allowed there, but not in every template into which
 *  the code may be pasted.) */
const escaped = (text) => String(text).replace(/[&"<>]/g, (character) => ENTITIES[character]);
