// Pages have keys of their own: to turn the page, to change the slide, to run a cell. Those that a figure uses stay in it.

/** Keeps the keys that are used in a shadow `root` from the listeners of its page, until `signal` aborts. */
export function keepKeys(root, signal) {
  const page = root.ownerDocument.defaultView;
  /** The keys that are down and that the figure uses. They may come up elsewhere. */
  const kept = new Set();
  const keep = (event) => {
    const { type, key, code } = event;
    const [node] = event.composedPath();
    const isUsed = node.getRootNode?.() === root && uses(node, event);
    if (type === "keydown" && isUsed) kept.add(code);
    if (type === "keydown" && !isUsed) kept.delete(code);
    if (!kept.has(code)) return;
    event.stopImmediatePropagation();
    if (type === "keyup") kept.delete(code);
    // It happens again, in the figure alone. (It is not a KeyboardEvent, because in Firefox those always leave a shadow root.) What the
    // browser does with a key, it does nevertheless, unless the figure prevents that.
    const inner = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { key });
    if (!node.dispatchEvent(inner)) event.preventDefault();
  };
  // Some pages listen at the document, and before the event comes here. The window hears it first.
  for (const type of ["keydown", "keypress", "keyup"]) page.addEventListener(type, keep, { capture: true, signal });
}

/** Whether a key does something at that node. */
function uses(node, { key, ctrlKey, altKey, metaKey }) {
  const isTyped = node.matches(".typed, select");
  // AltGr, with which characters are typed, is both Ctrl and Alt.
  if (metaKey || (ctrlKey && !altKey) || (altKey && !isTyped)) return false;
  if (key === "Escape") return node.closest("[open]");
  if (isTyped) return key !== "Tab";
  if (node.matches("button, summary, a, input")) return key === "Enter" || key === " ";
  // A slider, or a list that scrolls.
  return node.tabIndex === 0 && /^( |Arrow|Page|Home|End)/.test(key);
}
