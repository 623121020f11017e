// Nodes of the parts of a figure that are loaded later, and their styles.

/** A new element with a class, which is also its part, and children. More names are further parts. */
export function make(tag, names, ...children) {
  const node = document.createElement(tag);
  if (names) node.className = names.split(" ")[0];
  if (names) node.setAttribute("part", names);
  node.append(...children);
  return node;
}

let loading = null;

/** Gives a figure the styles of these parts. */
export async function dress(root) {
  loading ??= fetch(new URL("./later.css", import.meta.url)).then(async (answer) => new CSSStyleSheet().replace(await answer.text()));
  const sheet = await loading;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
