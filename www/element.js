// The custom element: attributes in, events out, its life in the document, and the browser's callbacks. The rest is done in Rust.
import { keepKeys } from "./keys.js";
import { loader, programLoader } from "./loader.js";
import { ATTRIBUTES, reflect, upgrade } from "./properties.js";

const NOWHERE = "waiting-room is not in a document: insert it first";

/** What may happen at a node of the figure. The events bubble to the shadow root. */
const EVENTS = "click submit input change keydown pointermove pointerout pointerdown pointerup pointercancel focusin focusout transitionend".split(" ");

/** The thresholds of the IntersectionObserver: every hundredth of the element. */
const HUNDREDTHS = Array.from({ length: 101 }, (_, index) => index / 100);

/** A promise, and how to settle it. (`Promise.withResolvers` is too young to rely on.) */
function deferred() {
  const settle = {};
  const promise = new Promise((resolve, reject) => Object.assign(settle, { resolve, reject }));
  return { promise, ...settle };
}

/** The same for a run that the reader starts: no script awaits it, so nobody need handle its rejection. */
function unawaited() {
  const run = deferred();
  run.promise.catch(() => {}); // the element shows why
  return run;
}

/** The class behind `<waiting-room>`. (A server that imports it has no elements.) */
export class WaitingRoomElement extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = Object.keys(ATTRIBUTES);

  #root = this.attachShadow({ mode: "open" });
  /** What loads the module, and calls it. */
  #loader = loader;
  /** What Rust built, while the element is in a document and everything is loaded. */
  #figure = null;
  /** The promise of building it, while that is under way. */
  #building = null;
  /** Aborting this ends all observers of the page. */
  #observing = null;
  /** Builds the figure when it is near. */
  #nearObserver = null;
  #isFrameRequested = false;
  /** Whether a part of the figure is in the window. What is out of sight is not drawn. */
  #isInView = true;
  /** The run that is under way or about to start: its promise, and how to settle it. */
  #run = null;
  #report = null;
  /** The time to show, if one was asked for before the figure was built. */
  #pendingSeek = null;
  /** Whether attributes have changed that the figure has not read yet. */
  #isStale = false;
  #viewObserver = null;
  #wasSeen = false;
  /** For readers who prefer reduced motion, only what happens is drawn, and nothing moves in between. */
  #reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  /** This element as load.js knows it: what it calls when the module breaks. A run under way is not saved: it starts again. */
  #owner = {
    isRunning: () => this.#run !== null,
    save: () => (this.#run || !this.#figure?.latest() ? null : [this.#figure.seed(), this.#figure.recording()]),
    restore: (saved) => this.#restore(saved).catch(() => {}), // the element shows why
    breakDown: (error) => this.#breakDown(error),
  };

  constructor() {
    super();
    for (const name of EVENTS) this.#root.addEventListener(name, (event) => this.#handle(event));
    this.#showChildren();
  }

  /** Nothing is loaded before the figure is near the window, or its run is asked for. */
  connectedCallback() {
    upgrade(this);
    this.#nearObserver ??= new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && this.#buildNow(), { rootMargin: "100%" });
    this.#nearObserver.observe(this);
  }

  #buildNow() {
    this.#nearObserver.disconnect();
    this.#ensureFigure().catch(() => {}); // the element shows why
  }

  /** Moving an element disconnects and connects it at once; only one that stays away has been removed. */
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#close());
  }

  /** A figure belongs to the document that it was built in. */
  adoptedCallback() {
    const saved = this.#owner.save();
    this.#close();
    this.#owner.restore(saved);
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

  /** The time that is shown, in simulated seconds since the run began. A time that is set is shown as soon as the run reaches it; non-numeric values are ignored. */
  get moment() {
    return this.#call((figure) => figure.time()) ?? this.#pendingSeek;
  }

  set moment(seconds) {
    const time = String(seconds ?? "").trim() ? Number(seconds) : NaN;
    if (!Number.isFinite(time)) return;
    if (this.#figure) this.#call((figure) => figure.seek(time));
    else this.#pendingSeek = time;
  }

  /** Starts a run, or joins the one under way. Resolves with its report; rejects if the settings are not valid. */
  run() {
    if (this.#run) return this.#run.promise;
    const run = (this.#run = deferred());
    this.#start(run).catch((error) => this.#run === run && this.#settle("reject", error));
    return run.promise;
  }

  /** Stops the run, if there is one; its promise resolves with the report so far. */
  stop() {
    if (this.#run) this.#run.isStopped = true;
    this.#call((figure) => figure.stop());
  }

  async #start(run) {
    if (!this.isConnected) throw new Error(NOWHERE);
    await this.#ensureFigure();
    const refreshed = this.#refresh();
    // Only what must be loaded is waited for: the element may be gone a moment later.
    if (this.#loader.prepare) await refreshed;
    if (this.#run === run) this.#call((figure) => figure.run());
    if (this.#run === run && run.isStopped) this.#call((figure) => figure.stop());
  }

  /** Keys with modifiers are the page's and the browser's. */
  #handle(event) {
    const isModified = event.altKey || event.ctrlKey || event.metaKey;
    if (event.type !== "keydown" || !isModified) this.#call((figure) => figure.handle_event(event));
  }

  /** Calls the figure, if it is there. While it moves, it is drawn in each frame. */
  #call(call) {
    const figure = this.#figure;
    if (!figure) return undefined;
    const result = this.#loader.enter(this.#owner, () => call(figure));
    if (this.#figure === figure && this.#loader.enter(this.#owner, () => figure.needs_frames())) this.#requestFrame();
    return result;
  }

  #requestFrame(evenUnseen) {
    if (this.#isFrameRequested || !(this.#isInView || evenUnseen)) return;
    this.#isFrameRequested = true;
    requestAnimationFrame(() => {
      this.#isFrameRequested = false;
      this.#call((figure) => figure.draw_frame(this.#reducedMotion.matches));
    });
  }

  /** Draws again when the figure comes into view. */
  #followView(signal) {
    const observer = new IntersectionObserver((entries) => {
      this.#isInView = entries.at(-1).isIntersecting;
      this.#requestFrame();
    });
    observer.observe(this);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  /** Rust calls this with each event. The promise is settled first, so that a listener may start the next run. */
  #emit(name, detail) {
    if (name === "run-start") this.#run ??= unawaited();
    if (name === "run-error") this.#settle("reject", new Error(detail.message));
    if (name === "run-finish" || name === "run-stop") this.#settle("resolve", (this.#report = detail.report));
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #settle(how, value) {
    const run = this.#run;
    this.#run = null;
    run?.[how](value);
  }

  /** Builds the figure, unless it is there. If it breaks while being built, this resolves without one, and load.js calls
   *  `#owner.breakDown`. */
  async #ensureFigure() {
    if (!this.#figure) await (this.#building ??= this.#build());
    if (!this.isConnected) throw new Error(NOWHERE);
  }

  async #build() {
    try {
      // Figures of programs have a module of their own.
      if (this.program || this.src) this.#loader = await programLoader();
      const build = await this.#loader.load(this);
      this.#building = null;
      if (!this.isConnected || this.#figure) return;
      this.#isStale = false;
      this.#figure = build(this.#owner, this, this.#root, (name, detail) => this.#emit(name, detail)) ?? null;
      if (!this.#figure) return;
      this.#observe();
      if (this.#pendingSeek !== null) this.#call((figure) => figure.seek(this.#pendingSeek));
      this.#pendingSeek = null;
      this.#addMenu(this.#root.querySelector(".take-away"), () => import("./export-menu.js"));
      this.#addMenu(this.#root.querySelector(".controls"), () => import("./controls.js"));
      this.#loadSource();
      this.#runWhenSeen();
    } catch (error) {
      this.#building = null;
      if (this.isConnected) this.#showError(error);
      throw error;
    }
  }

  /** The code of the menu, and of the settings, is loaded when the reader opens them. */
  #addMenu(menu, load) {
    const call = (use) => this.#call(use);
    // Once an event is over, its target is the figure itself.
    const handle = async ({ type, target, key }) => {
      try {
        await (await load()).handle({ type, target, key }, menu, call);
      } catch ({ message }) {
        menu.querySelector(".outcome").textContent = `The menu could not be loaded: ${message}`;
      }
    };
    for (const event of ["toggle", "click", "change", "keydown"]) menu.addEventListener(event, handle);
    // A menu must not cover what has the focus.
    menu.addEventListener("focusout", (event) => menu.contains(event.relatedTarget ?? menu) || (menu.open = false));
  }

  /** The code of the panel `source` is loaded for the first figure that has it. */
  #loadSource() {
    // If it cannot be loaded, the panel stays empty, and all else works.
    if (this.#root.querySelector("waiting-room-source:not(:defined)")) import("./source-panel.js").catch(() => {});
  }

  /** Follows the figure's width, the page's visibility and its colour scheme. */
  #observe() {
    this.#observing = new AbortController();
    const { signal } = this.#observing;
    const ruler = this.#root.querySelector(".ruler");
    // Draw in the next frame: browsers report an error when an observer's callback changes what it observes.
    const measure = (most = Infinity) => this.#call((figure) => figure.set_space(Math.min(most, ruler.clientWidth), ruler.clientHeight));
    const drawNow = (most) => {
      measure(most);
      this.#call((figure) => figure.draw_frame(false));
    };
    // A figure that showed itself a frame before its picture would grow before the reader's eyes.
    drawNow();
    const resize = new ResizeObserver(() => {
      measure();
      this.#requestFrame(true); // its height depends on the width
    });
    resize.observe(ruler);
    // No page knows how wide the paper is. The style sheet makes this width fit.
    addEventListener("beforeprint", () => drawNow(600), { signal });
    addEventListener("afterprint", () => drawNow(), { signal });
    this.#followView(signal);
    signal.addEventListener("abort", () => resize.disconnect());
    document.addEventListener("visibilitychange", () => this.#call((figure) => figure.set_hidden(document.hidden)), { signal });
    keepKeys(this.#root, signal);
  }

  #close() {
    this.#nearObserver.disconnect();
    this.#viewObserver?.disconnect();
    const figure = this.#drop();
    if (figure) this.#loader.enter(this.#owner, () => figure.free());
    this.#loader.forget(this.#owner);
    // Freeing the figure has stopped its run, and so settled the promise. If the module is broken, only this settles it. (A listener
    // may have put the element back: then it has a run to come.)
    if (figure && !this.isConnected) this.#settle("reject", new Error(NOWHERE));
  }

  /** Lets go of the figure, without freeing it. */
  #drop() {
    const figure = this.#figure;
    this.#figure = null;
    this.#observing?.abort();
    return figure;
  }

  /** Has the figure read the attributes, if they have changed. What a program in them imports is loaded before. */
  async #refresh() {
    if (!this.#isStale || !this.#figure) return;
    if (this.#loader.prepare) {
      const figure = this.#figure;
      const program = this.getAttribute("program");
      await this.#loader.prepare(program, this.#owner);
      // What has changed meanwhile is read by the call that came with it.
      if (figure !== this.#figure || program !== this.getAttribute("program")) return;
      if (!this.#isStale) return;
    }
    this.#isStale = false;
    this.#call((figure) => figure.refresh());
    this.#loadSource();
  }

  /** Starts a run when half of the element is seen, or when it fills half of the window. Before the figure is built, the element
   *  has no size and may lie anywhere. */
  #runWhenSeen() {
    this.#viewObserver?.disconnect();
    if (!this.autorun || !this.#figure || this.#wasSeen) return;
    this.#viewObserver = new IntersectionObserver((entries, observer) => {
      const fillsWindow = ({ intersectionRect }) => intersectionRect.height >= innerHeight / 2;
      const isSeen = (entry) => entry.isIntersecting && (entry.intersectionRatio >= 0.5 || fillsWindow(entry));
      if (!entries.some(isSeen)) return;
      observer.disconnect();
      this.#wasSeen = true;
      this.run().catch(() => {}); // the figure shows what is wrong
    }, { threshold: HUNDREDTHS });
    this.#viewObserver.observe(this);
  }

  /** Shows that this figure broke, and took the module with it. */
  #breakDown(error) {
    this.#drop();
    this.#building = null;
    this.#showError(error);
  }

  /** Builds the figure anew, because another one broke the module, and shows what it showed. */
  async #restore(saved) {
    this.#drop();
    const run = this.#run;
    await this.#ensureFigure();
    if (run && run === this.#run) this.#call((figure) => figure.run());
    if (run?.isStopped) this.#call((figure) => figure.stop());
    if (!run && saved) this.#call((figure) => figure.open(this, ...saved));
  }

  /** Until the figure is built, and if it never can be, the element's own children show. */
  #showChildren(...more) {
    this.#root.replaceChildren(document.createElement("slot"), ...more);
  }

  #showError({ message }) {
    const [text, again] = [document.createElement("p"), document.createElement("button")];
    text.setAttribute("role", "alert");
    text.textContent = message;
    again.textContent = "Try again";
    again.addEventListener("click", () => this.#buildNow());
    this.#showChildren(text, again);
    this.#emit("run-error", { message });
  }
}

reflect(WaitingRoomElement.prototype);
