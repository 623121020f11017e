// Pages have keys of their own: to turn the page, to change the slide, to run a cell. Those that a figure uses stay in it.

/** Keeps the keys that are used in a shadow `root` from the listeners of its page, until `signal` aborts. */
export function keepKeys(root, signal) {
  const page = root.ownerDocument.defaultView;
  /** The key that was pressed in the figure last, if the figure uses it. It may come up elsewhere. */
  let kept = null;
  const keep = (event) => {
    const [node] = event.composedPath();
    const isPressed = event.type === "keydown";
    if (isPressed) kept = event.composed && node.getRootNode?.() === root && uses(node, event) ? event.key : null;
    if (event.key !== kept) return;
    event.stopImmediatePropagation();
    // It happens again, in the figure alone. (It is not a KeyboardEvent, because in Firefox those always leave a shadow root.) What the
    // browser does with a key, it does nevertheless, unless the figure prevents that.
    const inner = Object.assign(new Event("keydown", { bubbles: true, cancelable: true }), { key: kept });
    if (isPressed && !node.dispatchEvent(inner)) event.preventDefault();
  };
  // Some pages listen at the document, and before the event comes here. The window hears it first.
  for (const type of ["keydown", "keypress", "keyup"]) page.addEventListener(type, keep, { capture: true, signal });
}

/** Whether a key does something at that node. */
function uses(node, { key, ctrlKey, altKey, metaKey }) {
  if (key === "Escape") return node.closest("[open]");
  if (node.matches(".typed, select")) return key !== "Tab";
  if (ctrlKey || altKey || metaKey) return false;
  if (node.matches("button, summary, a, input")) return key === "Enter" || key === " ";
  // A slider, or a list that scrolls.
  return node.tabIndex === 0 && /^( |Arrow|Page|Home|End)/.test(key);
}
