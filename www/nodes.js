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

/** Gives a figure the styles of these parts. A failure is not remembered. */
export async function dress(root) {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  const sheet = await loading;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}

const load = async () => new CSSStyleSheet().replace(await fetchText(new URL("./later.css", import.meta.url)));

/** The text of the file at an address; throws an error that says how the server answered, if that is not with the file. */
export async function fetchText(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
  return answer.text();
}

/** A number as the figure writes it: large ones in groups of three digits. */
export const grouped = (digits) => (digits.length > 4 ? digits.replace(/\B(?=(\d{3})+$)/g, "\u202f") : digits);

/** Closes the menu at the next press outside of it. */
function closeElsewhere(menu) {
  const close = (event) => {
    if (event.composedPath().includes(menu)) return;
    menu.open = false;
    removeEventListener("pointerdown", close, true);
  };
  addEventListener("pointerdown", close, true);
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
