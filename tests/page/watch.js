// Runs first in every tested page: notes all trouble, and helps tests to put figures on the page and watch them.
"use strict";
window.troubles = [];
const note = (kind) => (...what) => troubles.push(`${kind}: ${what.map((one) => one?.message ?? one).join(" ")}`);
console.error = note("console.error");
console.warn = note("console.warn");
addEventListener("error", (event) => note("error")(event.message));
addEventListener("unhandledrejection", (event) => note("unhandled rejection")(event.reason));
document.addEventListener("securitypolicyviolation", (event) => {
  // Browsers ask for this one by themselves.
  if (!event.blockedURI.endsWith("/favicon.ico")) note("policy")(event.violatedDirective, event.blockedURI);
});

/** Puts a figure with these attributes on the page and resolves with it once it is drawn. It is scrolled into view, because it loads
 *  only when it is near. */
window.put = async (attributes = {}) => {
  const figure = await add(attributes);
  figure.scrollIntoView({ block: "nearest" });
  await built(figure);
  await frame(); // the browser lays it out,
  await frame(); // and then it is drawn
  return figure;
};

/** Loads the element. (What a test imports itself, Firefox's driver may import into a world of its own.) */
window.load = () => import("/www/waiting-room.js");

/** Puts a figure with these attributes on the page. */
window.add = async (attributes) => {
  await load();
  const figure = document.createElement("waiting-room");
  for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
  figure.heard = [];
  for (const name of ["run-start", "code-arrive", "run-finish", "run-stop", "run-error"]) {
    figure.addEventListener(name, (event) => figure.heard.push({ name, detail: event.detail, at: performance.now() }));
  }
  document.body.append(figure);
  return figure;
};

/** Resolves when the figure shows a button, a message, or both. */
window.built = async (figure) => {
  await customElements.whenDefined("waiting-room");
  while (!figure.shadowRoot.querySelector(".figure, [role=alert]")) await frame();
};

/** Resolves when all figures of the page have come into view, and are built and drawn. */
window.settled = async () => {
  const before = scrollY;
  for (const figure of document.querySelectorAll("waiting-room")) {
    figure.scrollIntoView({ block: "nearest" });
    await built(figure);
  }
  scrollTo(0, before);
  await frame();
};

window.frame = () => new Promise(requestAnimationFrame);
window.heard = (figure, name) => new Promise((resolve) => figure.addEventListener(name, resolve, { once: true }));
window.part = (figure, name) => figure.shadowRoot.querySelector(`.${name}`);
/** Opens the editor of a program; resolves with its field. */
window.openEditor = async (figure) => {
  [...figure.shadowRoot.querySelectorAll(".program-tools button")].find((node) => node.textContent === "Change the program").click();
  while (!part(figure, "program-editor")) await frame();
  return part(figure, "program-editor");
};
window.texts = (figure, selector) => [...figure.shadowRoot.querySelectorAll(selector)].map((node) => node.textContent);

/** What became of each user, lane by lane, as the picture says at its right. A lane that says nothing waits. */
window.laneStates = (figure) => {
  const all = [...part(figure, "present").querySelectorAll("text")];
  const lanes = all.filter((text) => text.matches(".name") && /^(You|User \d+|\d+)$/.test(text.textContent));
  const results = all.filter((text) => text.matches(".result, .late, .failed, .gone"));
  return lanes.map((lane) => {
    const text = results.find((text) => text.getAttribute("y") === lane.getAttribute("y"));
    if (!text) return "waiting";
    return text.matches(".gone, .failed") ? text.textContent.replace("× ", "") : "arrived";
  });
};

/** The lines of the log, which the reader has opened. */
window.openLog = async (figure) => {
  const tab = [...figure.shadowRoot.querySelectorAll(".tab")].find(({ textContent }) => textContent === "Log");
  if (tab.ariaExpanded !== "true") tab.click();
  await frame();
};

/** Opens the menu and waits until it is there. */
window.openMenu = async (figure) => {
  part(figure, "take-away").open = true;
  while (!part(figure, "take")) await frame();
};

/** Presses what begins with `label` in the menu, and resolves with what is said then. */
window.chooseFromMenu = async (figure, label) => {
  await openMenu(figure);
  const outcome = part(figure, "take-away").querySelector(".outcome");
  outcome.textContent = "";
  [...figure.shadowRoot.querySelectorAll(".take")].find((node) => node.textContent.startsWith(label)).click();
  while (!outcome.textContent) await frame();
  return outcome.textContent;
};

/** Presses a key at the playhead. */
window.press = (figure, key) =>
  part(figure, "playhead").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

/** Each cell of a crowd's canvas: 1 if its user has arrived, 0 if not. */
window.shownCells = (figure) => {
  const canvas = part(figure, "canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return Array.from({ length: figure.users }, (_, cell) => (data[4 * cell + 3] === 255 ? 1 : 0));
};

/** Runs all figures. Where the reader is asked to type, the reader gives up. */
window.runAll = async (figures) => {
  const runs = figures.map((figure) => figure.run());
  for (const figure of figures.filter(({ you }) => you)) {
    while (part(figure, "phone")?.hasAttribute("hidden") ?? true) await frame();
    part(figure, "give-up").click();
  }
  return await Promise.all(runs);
};

/** Makes every text of `node` that ends with `ending` throw; returns what undoes this. (An error that a test's own function threw
 *  would reach the page's listeners as "Script error.", without its stack.) */
window.throwOnText = (node, ending) => {
  const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
  Object.defineProperty(Node.prototype, "textContent", { configurable: true, get, set(text) {
    if (this === node && String(text).endsWith(ending)) throw new Error("no text");
    set.call(this, text);
  } });
  return () => Object.defineProperty(Node.prototype, "textContent", { configurable: true, get, set });
};

/** Counts frames, and notes for each lane the time and the frame in which it shows that the code is in. */
window.watchLanes = (figure) => {
  const seen = { frame: 0, lanes: [] };
  const count = () => (seen.frame++, requestAnimationFrame(count));
  count();
  const look = () => {
    for (const [lane, state] of window.laneStates(figure).entries()) if (state === "arrived") seen.lanes[lane] ??= { at: performance.now(), frame: seen.frame };
  };
  const observer = new MutationObserver(look);
  observer.observe(figure.shadowRoot, { subtree: true, childList: true, attributes: true, characterData: true });
  return seen;
};
