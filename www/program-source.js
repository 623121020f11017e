// The panel `source` of a program: an element within the figure. It shows the program, with the tasks that wait on each line, and lets
// the reader change it.
//
// Rust sets its attributes: `program`, the text; `lines`, a list of `[number, hits, tasks]`, where `hits` counts how many times a task
// has begun to wait on the line, and `tasks` names those that wait there now; `failing-line`, where the run failed; `error-line`, where
// the program cannot be read; `highlighted`, the line of the task whose lane the reader points at. Each line has an attribute
// `data-line`; by that, Rust knows which line the reader points at.
import { parts } from "./listing.js";
import { make } from "./nodes.js";

const INDENT = "    ";

/** The node with one more class, which is also its part. */
function withClass(name, node) {
  node.className += ` ${name}`;
  node.setAttribute("part", node.className);
  return node;
}

/** A string or a comment: their words mean nothing. */
const LITERAL = /([A-Za-z]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|#.*)/;

/** The lines of a program: for each its parts, with the classes of their highlighting, or none. */
function highlighted(program) {
  const lines = [[]];
  for (const [index, piece] of program.split(LITERAL).entries()) {
    const kind = piece.startsWith("#") ? "comment" : "string";
    for (const [line, text] of piece.split("\n").entries()) {
      if (line) lines.push([]);
      lines.at(-1).push(...(index % 2 ? [[kind, text]] : parts(text, "Python")).filter(([, part]) => part));
    }
  }
  return lines;
}

class ProgramSource extends HTMLElement {
  static observedAttributes = ["program", "lines", "failing-line", "error-line", "highlighted", "editable"];

  #listing = withClass("program-lines", make("ol", "code-lines"));
  #lines = [];
  /** The line to which it scrolled last. From there the reader may scroll on. */
  #inSight = null;
  /** While the reader changes the program: where. */
  #editor = null;
  /** What the reader wrote and has not run, while the editor is closed. */
  #draft = null;
  /** The author's own program, if it stands in the attribute. */
  #original = null;
  #tools = make("div", "program-tools");
  #root = null;
  #scroller = make("div", "program-listing", this.#listing);

  connectedCallback() {
    Object.assign(this.#scroller, { tabIndex: 0, role: "region", ariaLabel: "The program, with the tasks that wait on each line" });
    this.replaceChildren(this.#scroller, this.#tools);
    this.#list();
    this.#showTools();
    this.#root = this.getRootNode();
    this.#root.addEventListener("click", this.#onButton, true);
  }

  disconnectedCallback() {
    this.#root?.removeEventListener("click", this.#onButton, true);
  }

  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "program") this.#list();
    if (name === "editable") this.#showTools();
    this.#mark();
  }

  get #host() {
    return this.getRootNode().host;
  }

  #list() {
    this.#lines = highlighted((this.getAttribute("program") ?? "").trimEnd()).map((line, index) => {
      const code = make("code", "text", ...line.map(([kind, text]) => make("span", kind, text)));
      const node = make("li", "code-line", make("span", "line-number", String(index + 1)), make("span", "count"), code);
      node.dataset.line = index + 1;
      return node;
    });
    this.#listing.replaceChildren(...this.#lines);
    this.#mark();
  }

  /** Says on which lines tasks wait, where the run failed, and what is wrong. */
  #mark() {
    const states = new Map(JSON.parse(this.getAttribute("lines") || "[]").map(([number, ...state]) => [number, state]));
    const numberOf = (name) => Number(this.getAttribute(name));
    const [failing, wrong, highlighted] = [numberOf("failing-line"), numberOf("error-line"), numberOf("highlighted")];
    let waiting = null;
    for (const [index, node] of this.#lines.entries()) {
      const [hits, tasks] = states.get(index + 1) ?? [0, []];
      const count = node.children[1];
      const text = tasks.length ? String(tasks.length) : hits ? `×${hits}` : "";
      if (count.textContent !== text) count.textContent = text;
      node.title = tasks.length ? `${tasks.slice(0, 12).join(", ")}${tasks.length > 12 ? " …" : ""}` : "";
      node.toggleAttribute("data-waiting", tasks.length > 0);
      node.toggleAttribute("data-failing", index + 1 === failing);
      node.toggleAttribute("data-highlighted", index + 1 === highlighted);
      if (tasks.length || index + 1 === failing) waiting = node;
    }
    this.#editor?.markError(wrong || failing);
    this.#keepInSight(waiting);
  }

  #keepInSight(line) {
    if (!line || line === this.#inSight) return;
    this.#inSight = line;
    const box = this.#scroller;
    const top = line.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + line.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 2;
  }

  #showTools() {
    if (!this.hasAttribute("editable")) return this.#tools.replaceChildren();
    const buttons = this.#editor
      ? [["Run", () => this.#run()], ["Reset", () => this.#reset()], ["Close", () => this.#close()]]
      : [["Change the program", () => this.#edit()]];
    this.#tools.replaceChildren(...buttons.map(([text, press]) => {
      const button = make("button", "choice", text);
      button.type = "button";
      button.addEventListener("click", press);
      return button;
    }));
    const hint = this.#editor ? "Ctrl+Enter runs it; Escape, then Tab leaves the text" : this.#draft !== null ? "What you wrote has not run" : "";
    if (hint) this.#tools.append(make("span", "hint", hint));
  }

  #edit() {
    this.#editor = new Editor(this.#draft ?? this.getAttribute("program"), () => this.#run());
    this.#scroller.replaceWith(this.#editor.root);
    this.#showTools();
    this.#mark();
    this.#editor.focus();
  }

  /** While the program is being changed, the figure's own button runs what the reader sees, unless it stops a run. */
  #onButton = (event) => {
    const isButton = event.target.closest?.(".figure:not([data-stage=running]) .button:not([disabled], [aria-disabled])");
    if (!this.#editor || !isButton || this.#editor.text === this.getAttribute("program")) return;
    event.stopImmediatePropagation();
    this.#run();
  };

  /** Runs what was written. If it cannot be read, the figure says why. */
  async #run() {
    const host = this.#host;
    this.#original ??= host.getAttribute("program");
    host.stop();
    host.setAttribute("program", this.#editor.text || "\n"); // an empty attribute is none
    await new Promise((resolve) => setTimeout(resolve)); // attributes take effect once the script that sets them is done
    host.run().catch(() => {});
  }

  /** Back to the program of the page. */
  #reset() {
    this.#host.setAttribute("program", this.#original ?? "");
    setTimeout(() => this.#editor?.write(this.getAttribute("program")));
  }

  #close() {
    const { text } = this.#editor;
    this.#draft = text === this.getAttribute("program") ? null : text;
    this.#editor.root.replaceWith(this.#scroller);
    this.#editor = null;
    this.#showTools();
    this.#tools.firstChild.focus();
  }
}

/** A field for a program: with numbers of lines, Tab, and the browser's own undo. */
class Editor {
  root;
  #numbers = make("pre", "editor-numbers");
  #field = withClass("program-editor", make("textarea", "typed"));
  #errorLine = 0;

  constructor(text, run) {
    Object.assign(this.#field, { value: text, spellcheck: false, autocapitalize: "off", wrap: "off", ariaLabel: "The program. Escape, then Tab leaves it." });
    this.#field.setAttribute("autocorrect", "off");
    this.#field.addEventListener("input", () => this.#count());
    this.#field.addEventListener("keydown", (event) => this.#onKey(event, run));
    this.#numbers.ariaHidden = "true";
    this.root = withClass("editing", make("div", "program-listing", this.#numbers, this.#field));
    this.#count();
  }

  get text() {
    return this.#field.value;
  }

  write(text) {
    this.#field.focus();
    this.#field.select();
    this.#insert(text);
    this.#field.setSelectionRange(0, 0);
  }

  focus() {
    this.#field.setSelectionRange(0, 0);
    this.#field.focus({ preventScroll: true });
  }

  markError(line) {
    this.#errorLine = line;
    for (const [index, node] of [...this.#numbers.children].entries()) node.toggleAttribute("data-failing", index + 1 === line);
  }

  #count() {
    const lines = this.#field.value.split("\n").length;
    this.#numbers.replaceChildren(...Array.from({ length: lines }, (_, index) => make("span", "line-number", `${index + 1}\n`)));
    this.#field.rows = lines;
    this.markError(this.#errorLine);
  }

  /** Tab indents, and Enter keeps the indentation. After Escape, Tab leaves the field, as everywhere. */
  #onKey(event, run) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    } else if (event.key === "Tab" && !this.#field.hasAttribute("data-leaving")) {
      event.preventDefault();
      if (event.shiftKey) this.#outdent();
      else this.#indent();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#insert(`\n${this.#nextIndent()}`);
    }
    this.#field.toggleAttribute("data-leaving", event.key === "Escape" || (event.key === "Shift" && this.#field.hasAttribute("data-leaving")));
  }

  #lineBefore() {
    const before = this.#field.value.slice(0, this.#field.selectionStart);
    return before.slice(before.lastIndexOf("\n") + 1);
  }

  #nextIndent() {
    const line = this.#lineBefore();
    return /^[ \t]*/.exec(line)[0] + (line.trimEnd().endsWith(":") ? INDENT : "");
  }

  #indent() {
    const { value, selectionStart, selectionEnd } = this.#field;
    if (value.slice(selectionStart, selectionEnd).includes("\n")) this.#changeLines((line) => line && INDENT + line);
    else this.#insert(INDENT);
  }

  #outdent() {
    this.#changeLines((line) => line.replace(/^( {1,4}|\t)/, ""));
  }

  /** Changes the lines in which something is selected, or the one with the caret. */
  #changeLines(change) {
    const { value, selectionStart, selectionEnd } = this.#field;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const endsLine = selectionEnd > selectionStart && value[selectionEnd - 1] === "\n";
    const to = endsLine ? selectionEnd - 1 : (value.indexOf("\n", selectionEnd) + 1 || value.length + 1) - 1;
    const old = value.slice(from, to);
    const changed = old.split("\n").map(change).join("\n");
    if (changed === old) return;
    this.#field.setSelectionRange(from, to);
    this.#insert(changed);
    if (selectionStart === selectionEnd) {
      const caret = Math.max(from, selectionStart + changed.length - old.length);
      this.#field.setSelectionRange(caret, caret);
    } else {
      this.#field.setSelectionRange(from, from + changed.length);
    }
  }

  /** Puts a text in the place of what is selected, so that the browser can undo it. */
  #insert(text) {
    const command = text ? ["insertText", false, text] : ["delete"];
    if (this.#field.ownerDocument.execCommand(...command)) return;
    this.#field.setRangeText(text, this.#field.selectionStart, this.#field.selectionEnd, "end");
    this.#count();
  }
}

if (!customElements.get("waiting-room-program")) customElements.define("waiting-room-program", ProgramSource);
