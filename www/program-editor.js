// A program as the reader changes it. Loaded when the reader wants to.
import { make, withClass } from "./nodes.js";

const INDENT = "    ";

/** A field for a program: with numbers of lines, Tab, and the browser's own undo. */
export class Editor {
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
