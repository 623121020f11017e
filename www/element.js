// The custom element: attributes in, events out, and its life in the document. All the rest is done in Rust.
import { load } from "./load.js";
import { ATTRIBUTES, reflect, upgrade } from "./properties.js";
import { offer } from "./take-away.js";

const NOWHERE = "waiting-room is not in a document: insert it first";

/** The class behind `<waiting-room>`. */
export class WaitingRoomElement extends HTMLElement {
  static observedAttributes = Object.keys(ATTRIBUTES);

  #root = this.attachShadow({ mode: "open" });
  /** What Rust built, while the element is in a document and everything is loaded. */
  #figure = null;
  /** The building of it, while that is under way. */
  #opening = null;
  /** The run that is under way or about to start: its promise, and how to settle it. */
  #run = null;
  #report = null;
  /** The moment to show, if one was asked for before the figure was built. */
  #moment = null;
  #isStale = false;
  #viewport = null;
  #wasSeen = false;

  constructor() {
    super();
    this.#showChildren();
  }

  connectedCallback() {
    upgrade(this);
    this.#open().catch(() => {}); // the element shows why
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

  /** The moment that is shown, in seconds since the run began. One that is set is shown as soon as the run has come to it;
   *  what is no number changes nothing. */
  get moment() {
    return this.#figure?.moment() ?? this.#moment;
  }

  set moment(seconds) {
    const moment = String(seconds ?? "").trim() ? Number(seconds) : NaN;
    if (!Number.isFinite(moment)) return;
    if (this.#figure) this.#figure.show_moment(moment);
    else this.#moment = moment;
  }

  /** Starts a run, or joins the one under way. Resolves with its report; settings that do not work reject it. */
  run() {
    if (this.#run) return this.#run.promise;
    const run = (this.#run = Promise.withResolvers());
    this.#start(run).catch((error) => this.#run === run && this.#settle("reject", error));
    return run.promise;
  }

  /** Stops the run, if there is one; its promise resolves with the report so far. */
  stop() {
    if (this.#run) this.#run.isStopped = true;
    this.#figure?.stop();
  }

  async #start(run) {
    if (!this.isConnected) throw new Error(NOWHERE);
    await this.#open();
    this.#refresh();
    if (this.#run === run) this.#figure.run();
    if (this.#run === run && run.isStopped) this.#figure.stop();
  }

  /** Rust tells what happens through this. The promise is settled first, so that a listener may start the next run. */
  #emit(name, detail) {
    if (name === "run-start") this.#run ??= Promise.withResolvers();
    if (name === "run-error") this.#settle("reject", new Error(detail.message));
    if (name === "run-finish" || name === "run-stop") this.#settle("resolve", (this.#report = detail.report));
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #settle(how, value) {
    const run = this.#run;
    this.#run = null;
    run?.[how](value);
  }

  async #open() {
    if (!this.#figure) await (this.#opening ??= this.#build());
    if (!this.#figure) throw new Error(NOWHERE);
  }

  async #build() {
    try {
      const build = await load();
      this.#opening = null;
      if (!this.isConnected || this.#figure) return;
      this.#isStale = false;
      this.#figure = build(this, this.#root, (name, detail) => this.#emit(name, detail));
      if (this.#moment !== null) this.#figure.show_moment(this.#moment);
      this.#moment = null;
      offer(this, this.#root, this.#figure);
    } catch (error) {
      this.#opening = null;
      if (this.isConnected) this.#fail(error);
      throw error;
    }
  }

  #close() {
    this.#viewport?.disconnect();
    const figure = this.#figure;
    this.#figure = null;
    figure?.free();
  }

  #refresh() {
    if (!this.#isStale || !this.#figure) return;
    this.#isStale = false;
    this.#figure.refresh();
  }

  #runWhenSeen() {
    this.#viewport?.disconnect();
    if (!this.autorun || !this.isConnected || this.#wasSeen) return;
    this.#viewport = new IntersectionObserver((entries, viewport) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      viewport.disconnect();
      this.#wasSeen = true;
      this.run().catch(() => {}); // the figure shows what is wrong
    }, { rootMargin: "-20% 0px" });
    this.#viewport.observe(this);
  }

  /** Until the figure is built, and if it never can be, the element's own children show. */
  #showChildren(...more) {
    this.#root.replaceChildren(document.createElement("slot"), ...more);
  }

  #fail({ message }) {
    const [text, again] = [document.createElement("p"), document.createElement("button")];
    text.setAttribute("role", "alert");
    text.textContent = message;
    again.textContent = "Try again";
    again.addEventListener("click", () => this.connectedCallback());
    this.#showChildren(text, again);
    this.#emit("run-error", { message });
  }
}

reflect(WaitingRoomElement.prototype);
