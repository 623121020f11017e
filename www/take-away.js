// What a reader can take away from a figure, and bring back.
import { ATTRIBUTES } from "./properties.js";

/** What a file must say that it is. */
const KIND = "waiting-room recording 1";

/** Adds the menu to the shadow `root` of `element`; `figure` is what Rust built there. */
export function offer(element, root, figure) {
  const told = make("p", "told", { role: "status" });
  const menu = make("details", "take-away", { lang: "en" }, make("summary", "summary", { textContent: "Take it away" }));
  const act = (label, does) => {
    const button = make("button", "take", { type: "button", textContent: label });
    button.addEventListener("click", async () => (told.textContent = await attempt(does)));
    menu.append(button);
  };
  act("Copy the link to this moment", () => copy(link(element, figure)));
  act("Copy the code to embed it", () => copy(embedding(element, figure)));
  act("Save the picture", () => save("svg", "image/svg+xml", picture(root)));
  act("Save the transcript", () => save("txt", "text/plain", transcript(root)));
  act("Save the recording", () => save("json", "application/json", recording(element, figure)));
  const file = make("input", "file", { type: "file", accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    told.textContent = await attempt(() => open(file.files[0], element, figure));
    file.value = ""; // so that the same file can be chosen again
  });
  menu.append(make("label", "take", { textContent: "Open a recording " }, file), told);
  root.append(menu);
}

function make(tag, name, properties, ...children) {
  const node = document.createElement(tag);
  node.className = name;
  node.setAttribute("part", name);
  Object.assign(node, properties);
  node.append(...children);
  return node;
}

async function attempt(does) {
  try {
    return await does();
  } catch ({ message }) {
    return `That did not work: ${message}`;
  }
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  return "Copied.";
}

function save(ending, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href, download: `waiting-room.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
  return "Saved.";
}

/** While its settings do not work, the figure shows another run than they would make. */
function check({ shadowRoot }) {
  if (shadowRoot.querySelector(".error:not([hidden])")) throw new Error("first its settings must be mended");
}

/** The address of the run, and of the moment if it is not the last. */
function link(element, figure) {
  check(element);
  const [address, end, moment] = [new URL(figure.link(), location.href), figure.duration(), figure.moment()];
  if (moment < end) address.searchParams.set("moment", moment);
  return address.href;
}

/** The attributes of exactly this run. */
function attributes(element, figure) {
  check(element);
  const names = Object.keys(ATTRIBUTES).filter((name) => element.hasAttribute(name));
  const seed = new URL(figure.link(), location.href).searchParams.get("seed");
  return { ...Object.fromEntries(names.map((name) => [name, element.getAttribute(name)])), seed };
}

function embedding(element, figure) {
  const script = new URL("./waiting-room.js", import.meta.url).href;
  const told = Object.entries(attributes(element, figure)).map(([name, value]) => (value === "" ? name : `${name}="${value}"`));
  return `<script type="module" src="${script}"></script>\n<waiting-room ${told.join(" ")}></waiting-room>\n`;
}

const STYLES = ["display", "fill", "opacity", "paint-order", "stroke", "stroke-dasharray", "stroke-linejoin", "stroke-width",
  "font-family", "font-size", "font-weight", "text-anchor"];

/** The timeline as a file that needs no style sheet. */
function picture(root) {
  const svg = root.querySelector("svg[role=img]");
  if (!svg) throw new Error("the figure has no timeline");
  const copy = svg.cloneNode(true);
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [index, node] of [svg, ...svg.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(node);
    for (const name of STYLES) copies[index].style.setProperty(name, style.getPropertyValue(name));
  }
  copy.style.background = getComputedStyle(root.host).backgroundColor;
  return new XMLSerializer().serializeToString(copy);
}

/** What the figure says, line by line. */
function transcript(root) {
  if (!root.querySelector(".transcript")) throw new Error("the figure has no transcript");
  const texts = (selector) => [...root.querySelectorAll(selector)].map((node) => node.textContent.trim()).filter(Boolean);
  const notes = texts(".note");
  const totals = texts(".time").map((time, row) => `${time} ${notes[row]}`);
  const seeds = texts(".seed").map((seed) => seed.replace(/ ·$/, ""));
  return `${[...texts(".status"), ...totals, ...texts(".transcript :not(summary, ol)"), ...seeds].join("\n")}\n`;
}

function recording(element, figure) {
  const events = figure.recording();
  const about = { kind: KIND, attributes: attributes(element, figure), seconds: figure.duration() };
  return `${JSON.stringify({ ...about, events }).replaceAll(",[", ",\n[")}\n`;
}

/** Nothing is changed unless all of the file can be shown. */
async function open(file, element, figure) {
  const { kind, attributes, seconds, events } = (await file.text().then(JSON.parse).catch(() => null)) ?? {};
  const isOne = kind === KIND && attributes && Array.isArray(events) && Number.isFinite(seconds);
  if (!isOne) throw new Error(`“${file.name}” is no recording of a waiting room`);
  const other = document.createElement("p");
  dress(other, attributes);
  if (!figure.fits(events, other)) throw new Error(`what “${file.name}” tells does not fit its settings`);
  dress(element, attributes);
  await null; // attributes that are set one after another count together
  figure.open(events, seconds);
  return "Opened.";
}

/** Sets all attributes but the one that would start a run. */
function dress(element, attributes) {
  for (const name of Object.keys(ATTRIBUTES).filter((name) => name !== "autorun")) {
    if (attributes[name] === undefined) element.removeAttribute(name);
    else element.setAttribute(name, attributes[name]);
  }
}
