// The custom element: attributes in, events out, and its life in the document. All the rest is done in Rust.
import { load } from "./load.js";
import { ATTRIBUTES, reflect, upgrade } from "./properties.js";

function withResolvers() {
  const settle = {};
  settle.promise = new Promise((resolve, reject) => Object.assign(settle, { resolve, reject }));
  return settle;
}

/** The class behind `<waiting-room>`. */
export class WaitingRoomElement extends HTMLElement {
  static observedAttributes = Object.keys(ATTRIBUTES);

  #root = this.attachShadow({ mode: "open" });
  /** What Rust built, while the element is in a document and everything is loaded. */
  #figure = null;
  /** Resolves when there is a figure. */
  #opening = null;
  /** The promise of the run under way, or of one that starts as soon as there is a figure. */
  #running = null;
  #report = null;
  #isStale = false;
  #viewport = null;

  constructor() {
    super();
    this.#showChildren();
  }

  connectedCallback() {
    upgrade(this);
    this.#open().catch((error) => this.#fail(error));
    this.#runWhenSeen();
  }

  /** Moving an element disconnects and connects it at once; only one that stays away has been removed. */
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#close());
  }

  /** Several attributes are often set one after another; they count together. */
  attributeChangedCallback(name) {
    if (name === "autorun") return this.#runWhenSeen();
    this.#isStale = true;
    queueMicrotask(() => this.#refresh());
  }

  /** The report of the last run that has ended, or null. */
  get report() {
    return this.#report;
  }

  /** Starts a run, or joins the one under way. Resolves with its report; settings that do not work reject it. */
  run() {
    if (!this.#running) {
      this.#running = withResolvers();
      this.#start().catch((error) => this.#settle("reject", error));
    }
    return this.#running?.promise;
  }

  /** Stops the run, if there is one; its promise resolves with the report so far. */
  stop() {
    this.#figure?.stop();
  }

  /** Rust tells what happens through this: each event settles what it must before it is dispatched. */
  emit(name, detail) {
    if (name === "run-start") this.#running ??= withResolvers();
    if (name === "run-error") this.#settle("reject", new Error(detail.message));
    if (name === "run-finish" || name === "run-stop") this.#settle("resolve", (this.#report = detail.report));
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #settle(how, value) {
    this.#running?.[how](value);
    this.#running = null;
  }

  async #start() {
    await this.#open();
    this.#refresh();
    this.#figure.run();
  }

  #open() {
    this.#opening ??= this.#build().catch((error) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async #build() {
    const build = await load();
    if (!this.isConnected) throw new Error("waiting-room is not in a document: insert it first");
    this.#isStale = false;
    this.#figure = build(this, this.#root);
  }

  #close() {
    this.#viewport?.disconnect();
    this.#opening = null;
    this.#figure?.free();
    this.#figure = null;
  }

  #refresh() {
    if (!this.#isStale || !this.#figure) return;
    this.#isStale = false;
    this.#figure.refresh();
  }

  #runWhenSeen() {
    this.#viewport?.disconnect();
    if (!this.autorun || !this.isConnected) return;
    this.#viewport = new IntersectionObserver((entries, viewport) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      viewport.disconnect();
      this.run().catch(() => {}); // the figure shows what is wrong
    }, { rootMargin: "-20% 0px" });
    this.#viewport.observe(this);
  }

  /** Until the figure is built, and if it never can be, the element's own children show. */
  #showChildren(...more) {
    this.#root.replaceChildren(document.createElement("slot"), ...more);
  }

  #fail({ message }) {
    if (!this.isConnected) return;
    const [text, again] = [document.createElement("p"), document.createElement("button")];
    text.setAttribute("role", "alert");
    text.textContent = message;
    again.textContent = "Try again";
    again.addEventListener("click", () => this.connectedCallback());
    this.#showChildren(text, again);
    this.emit("run-error", { message });
  }
}

reflect(WaitingRoomElement.prototype);
