// Nodes of the parts of a figure that are loaded later, and their styles.
import { styles } from "./later-assets.js";

/** A new element with a class, which is also its part, and children. More names are further parts. */
export function make(tag, names, ...children) {
  const node = document.createElement(tag);
  if (names) node.className = names.split(" ")[0];
  if (names) node.setAttribute("part", names);
  node.append(...children);
  return node;
}

/** The style sheet of each document: one document's cannot be used in another. */
const sheets = new WeakMap();

/** Gives a figure the styles of these parts. */
export async function dress(root) {
  const { ownerDocument, adoptedStyleSheets } = root;
  if (adoptedStyleSheets.includes(sheets.get(ownerDocument))) return;
  const text = await styles();
  if (!sheets.has(ownerDocument)) sheets.set(ownerDocument, makeSheet(ownerDocument, text));
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, sheets.get(ownerDocument)])];
}

function makeSheet({ defaultView }, text) {
  const sheet = new defaultView.CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** A number as the figure writes it: large ones in groups of three digits. */
export const grouped = (digits) => (digits.length > 4 ? digits.replace(/\B(?=(\d{3})+$)/g, "\u202f") : digits);

/** Closes the menu at a press outside of it. */
function closeElsewhere(menu) {
  const page = menu.ownerDocument.defaultView;
  const close = (event) => {
    if (!event.composedPath().includes(menu)) menu.open = false;
    if (!menu.open) page.removeEventListener("pointerdown", close, true);
  };
  page.addEventListener("pointerdown", close, true);
}

/** What both menus do when something happens in them: their styles are there, `fill` fills one that opens, and Escape or a press
 *  outside closes it. */
export async function unfold({ type, key }, menu, fill) {
  await dress(menu.getRootNode());
  if (type === "toggle" && menu.open) {
    fill();
    closeElsewhere(menu);
  }
  if (type === "keydown" && key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

/** The node with one more class, which is also its part. */
export function withClass(name, node) {
  node.className += ` ${name}`;
  node.setAttribute("part", node.className);
  return node;
}
