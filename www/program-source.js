// The panel `source` of a program: an element within the figure. It shows the program, with the tasks that wait on each line, and lets
// the reader change it.
//
// Rust sets its attributes: `program`, the text; `lines`, a list of `[number, hits, tasks]`, where `hits` counts how many times a task
// has begun to wait on the line, and `tasks` names those that wait there now; `failing-line`, where the run failed; `error-line`, where
// the program cannot be read; `highlighted`, the line of the task whose lane the reader points at. Each line has an attribute
// `data-line`; by that, Rust knows which line the reader points at.
import { parts } from "./listing.js";
import { make, withClass } from "./nodes.js";

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
  /** Whether the program that comes next is the author's again. */
  #isResetting = false;
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
    if (name === "program" && this.#isResetting) {
      this.#isResetting = false;
      this.#writeBack();
    }
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

  #showTools(hint = this.#hint()) {
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
    if (hint) this.#tools.append(make("span", "hint", hint));
  }

  #hint() {
    if (this.#editor) return "Ctrl+Enter runs it; Escape, then Tab leaves the text";
    return this.#draft === null ? "" : "What you wrote has not run";
  }

  /** The code of the editor is loaded when the reader opens it. */
  async #edit() {
    const loaded = await import("./program-editor.js").catch((error) => error);
    if (this.#editor || !this.isConnected || !this.hasAttribute("editable")) return;
    if (loaded.Editor) this.#open(loaded.Editor);
    else this.#showTools(`The editor could not be loaded: ${loaded.message}`);
  }

  #open(Editor) {
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
    this.#isResetting = false;
    this.#original ??= host.getAttribute("program");
    host.stop();
    host.setAttribute("program", this.#editor.text || "\n"); // an empty attribute is none
    await new Promise((resolve) => setTimeout(resolve)); // attributes take effect once the script that sets them is done
    host.run().catch(() => {});
  }

  /** Back to the program of the page, which takes effect once what it imports is loaded. */
  #reset() {
    this.#isResetting = true;
    this.#host.setAttribute("program", this.#original ?? "");
    setTimeout(() => this.#writeBack());
  }

  #writeBack() {
    this.#editor?.write(this.getAttribute("program"));
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

if (!customElements.get("waiting-room-program")) customElements.define("waiting-room-program", ProgramSource);
