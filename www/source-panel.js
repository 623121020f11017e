// The panel `source`: an element within the figure. It shows the functions that run, or the same in another language, and the number
// of tasks on each line. Loaded when a figure has that panel.
//
// Rust sets its attributes, which are JSON: `runs`, for each strategy its title (if there are several) and the lessons it shows: its
// own, and its users'; and `tasks`, for each of these the numbers of tasks that `marks` wants. The lines where users' tasks can be have
// an attribute `data-position`: the index of the strategy, and the position as `positions` numbers it. By that, Rust knows which line the
// reader points at; and its attribute `highlighted` is that of the line where the task is whose lane the reader points at.
import { sources } from "./later-assets.js";
import { functions, marks, parts, positions } from "./listing.js";
import { dress, make } from "./nodes.js";

const LANGUAGES = ["Rust", "Python", "JavaScript"];

const loaded = new Map();

/** The functions in a language. A failure is not remembered. */
function load(language) {
  if (!loaded.has(language)) loaded.set(language, fetchAll(language).catch((error) => (loaded.delete(language), Promise.reject(error))));
  return loaded.get(language);
}

async function fetchAll(language) {
  const texts = await sources(language);
  return new Map(texts.flatMap((text) => [...functions(text, language)]));
}

class SourcePanel extends HTMLElement {
  static observedAttributes = ["runs", "tasks", "highlighted"];

  #language = "Rust";
  #buttons = LANGUAGES.map((language) => this.#button(language));
  #listings = make("div", "listings");
  /** The functions that are shown, in the order of `tasks`: each with its lines. */
  #shown = [];
  /** The line to which it scrolled last. From there the reader may scroll on. */
  #inSight = null;

  async connectedCallback() {
    await dress(this.getRootNode()).catch(() => {}); // or everything would jump into its place
    const languages = make("div", "languages", ...this.#buttons);
    languages.setAttribute("role", "group");
    languages.setAttribute("aria-label", "Language");
    Object.assign(this.#listings, { tabIndex: 0, role: "region", ariaLabel: "The source, with the number of tasks on each line" });
    this.replaceChildren(languages, this.#listings);
    this.#build();
  }

  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "runs") this.#build();
    else this.#mark();
  }

  #button(language) {
    const button = make("button", "choice", language);
    button.type = "button";
    button.addEventListener("click", () => {
      this.#language = language;
      this.#build();
    });
    return button;
  }

  async #build() {
    const language = this.#language;
    for (const button of this.#buttons) button.ariaPressed = String(button.textContent === language);
    try {
      const known = await load(language);
      if (language !== this.#language) return;
      this.#shown = [];
      this.#listings.replaceChildren(...JSON.parse(this.getAttribute("runs")).flatMap(({ title, lessons }) => [
        ...(title ? [make("p", "listing-title", title)] : []),
        ...lessons.map((lesson) => this.#list(known.get(lesson), language)),
      ]));
      this.#mark();
    } catch ({ message }) {
      this.#listings.replaceChildren(make("p", "error", `The source could not be loaded: ${message}`));
    }
  }

  #list(shown, language) {
    const lines = shown.lines.map((line) => {
      const code = make("code", "text", ...parts(line, language).map(([kind, text]) => make("span", kind, text)));
      return make("li", "code-line", make("span", "count"), code);
    });
    const index = this.#shown.push({ ...shown, nodes: lines }) - 1;
    if (index % 2) for (const [line, position] of positions(shown)) lines[line].dataset.position = `${(index - 1) / 2}${position}`;
    return make("ol", "code-lines", ...lines);
  }

  /** Writes the numbers of tasks. */
  #mark() {
    const tasks = JSON.parse(this.getAttribute("tasks") ?? "[]");

    for (const [index, { nodes, ...shown }] of this.#shown.entries()) {
      if (!tasks[index]) continue;
      const marked = marks(shown, tasks[index]);

      for (const [line, node] of nodes.entries()) {
        const [count, text] = [node.firstChild, marked.get(line) ?? ""];
        if (count.textContent !== text) count.textContent = text;
        node.toggleAttribute("data-running", line === shown.blocking && tasks[index][1] > 0);
        node.toggleAttribute("data-highlighted", node.dataset.position === this.getAttribute("highlighted"));
      }
    }
    this.#keepInSight();
  }

  /** Scrolls to the line at which users' tasks are, if it cannot be seen: the last one that is not the end. */
  #keepInSight() {
    const lines = this.#shown.flatMap(({ nodes, end }, index) => nodes.filter((node, line) => index % 2 && line !== end && node.firstChild.textContent));
    const [box, line] = [this.#listings, lines.at(-1)];
    if (!line || line === this.#inSight) return;
    this.#inSight = line;
    const [top, bottom] = [line.offsetTop - box.offsetTop, line.offsetTop - box.offsetTop + line.offsetHeight];
    if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 2;
  }
}

if (!customElements.get("waiting-room-source")) customElements.define("waiting-room-source", SourcePanel);
