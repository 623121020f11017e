// What the menu of a figure does. Rust builds its nodes and texts; copying, saving and opening files are done here. Loaded when
// someone opens the menu.
import { embedCode } from "./embed-code.js";
import { read, write } from "./recording.js";

const SCRIPT = new URL("./waiting-room.js", import.meta.url).href;

/** `autorun` is not among the attributes of a run, so it is added here. */
const autorun = (element) => (element.autorun ? { autorun: "" } : {});

/** What each button does, given `call`, which calls the figure, and the shadow root. Returns what to say then. */
const ACTIONS = {
  link: (call) => copy(linkToTime(call)),
  embed: (call, root) => copy(embedCode(SCRIPT, { ...call((figure) => figure.attributes()), ...autorun(root.host) })),
  picture: (call, root) => save("svg", "image/svg+xml", picture(root)),
  transcript: (call) => save("txt", "text/plain", call((figure) => figure.transcript())),
  recording: (call) => save("json", "application/json", write(...call((figure) => [figure.attributes(), figure.recording()]))),
};

/** While the settings are not valid, the figure still shows a run with earlier ones. What these make would not lead back to it. */
const NEED_VALID_SETTINGS = ["link", "embed", "recording"];

/** Handles an event at `target` in the menu. */
export async function handle(target, menu, call) {
  const outcome = menu.querySelector(".outcome");
  const root = menu.getRootNode();
  const action = ACTIONS[target.dataset.action];
  if (action) outcome.textContent = await attempt(() => perform(target.dataset.action, call, root));
  if (target.type !== "file" || !target.files.length) return;
  outcome.textContent = await open(target.files[0], root.host, call);
  target.value = ""; // so that the same file can be chosen again
}

async function attempt(act) {
  try {
    return await act();
  } catch ({ message }) {
    return `That did not work: ${message}`;
  }
}

function perform(action, call, root) {
  if (NEED_VALID_SETTINGS.includes(action) && !call((figure) => figure.is_valid())) throw new Error("fix the settings first");
  return ACTIONS[action](call, root);
}

/** The address of the run, and of the time that is shown unless it is the latest. */
function linkToTime(call) {
  const [link, time, latest] = call((figure) => [figure.link(), figure.time(), figure.latest()]);
  const address = new URL(link, location.href);
  if (time < latest) address.searchParams.set("moment", time);
  return address.href;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    throw new Error("the browser does not let this page write to the clipboard");
  }
  return "Copied.";
}

function save(extension, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href, download: `waiting-room.${extension}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
  return "Saved.";
}

/** Shows the recording in the file. Nothing changes unless all of it can be shown. */
async function open(file, element, call) {
  try {
    const { attributes, recording } = read(await file.text());
    // The call itself returns nothing if the figure breaks.
    const checked = call((figure) => [figure.check_recording(attributes, recording)]) ?? ["this figure broke"];
    if (checked[0]) throw new Error(checked[0]);
    setAttributes(element, attributes);
    call((figure) => figure.open(attributes, recording));
    return "Opened.";
  } catch ({ message }) {
    return `“${file.name}” cannot be opened: ${message}`;
  }
}

/** Sets all attributes but the one that would start a run. */
function setAttributes(element, attributes) {
  for (const name of element.constructor.observedAttributes.filter((name) => name !== "autorun")) {
    if (attributes[name] === undefined) element.removeAttribute(name);
    else element.setAttribute(name, attributes[name]);
  }
}

const STYLES = ["display", "fill", "opacity", "paint-order", "stroke", "stroke-dasharray", "stroke-linejoin", "stroke-width",
  "font-family", "font-size", "font-weight", "text-anchor"];

/** The timeline as a file that needs no style sheet. */
function picture(root) {
  const svg = root.querySelector("svg[role=img]");
  if (!svg) throw new Error("the figure has no timeline");
  const clone = svg.cloneNode(true);
  const clones = [clone, ...clone.querySelectorAll("*")];
  for (const [index, node] of [svg, ...svg.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(node);
    for (const name of STYLES) clones[index].style.setProperty(name, style.getPropertyValue(name));
  }
  clone.style.background = getComputedStyle(root.host).backgroundColor;
  return new XMLSerializer().serializeToString(clone);
}
