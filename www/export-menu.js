// The menu of a figure: copying, saving and opening. Loaded when someone opens it.
import { embedCode } from "./embed-code.js";
import { film, shown } from "./film.js";
import { linkTo, ownAddresses, pageOf, runAttributes } from "./link.js";
import { movingPicture, stillPicture } from "./moving-picture.js";
import { grouped, make, unfold } from "./nodes.js";
import { decode, encode, read, write } from "./recording.js";

/** Attributes that say nothing about a run. Code that embeds it has them, and opening a recording leaves them as they are. */
const NOT_OF_THE_RUN = ["autorun", "controls", "page"];
const othersOf = (element) =>
  Object.fromEntries(NOT_OF_THE_RUN.filter((name) => element.hasAttribute(name)).map((name) => [name, element.getAttribute(name)]));

/** What each button does, given `call`, which calls the figure, the attributes of the run, and the shadow root. Returns what to say
 *  then. */
const ACTIONS = {
  link: (call, attributes, root) => copy(root, linkTo(pageOf(root.host), linked(attributes, root), shownTime(call))),
  embed: (call, attributes, root) => embed(root, { ...attributes, ...othersOf(root.host), ...(root.host.hasAttribute("page") && { page: pageOf(root.host) ?? "" }) }),
  picture: (call, attributes, root) => save("svg", "image/svg+xml", stillPicture(...shown(root))),
  "moving-picture": (call, attributes, root) => save("svg", "image/svg+xml", movingPicture(...wholeFilm(call, attributes, root))),
  transcript: (call) => save("txt", "text/plain", call((figure) => figure.transcript())),
  recording: (call, attributes) => save("json", "application/json", write(attributes, decode(call((figure) => figure.recording()), attributes))),
};

/** While the settings are not valid, the figure still shows a run with earlier ones. What these make would not lead back to it. */
const NEED_VALID_SETTINGS = ["link", "embed", "moving-picture", "recording"];

/** The buttons: what each does, what is written on it, and whether something must have run. */
const BUTTONS = [
  ["embed", "Copy the code to embed it", false],
  ["picture", "Save the picture", true],
  ["moving-picture", "Save it as a moving picture", true],
  ["transcript", "Save the log", true],
  ["recording", "Save the recording", true],
];

/** Many servers answer longer addresses with an error. Only thousands of exact waits make an address that long. */
const MAX_ADDRESS = 8000;

/** Handles an event in the menu. */
export async function handle({ type, target, key }, menu, call) {
  const root = menu.getRootNode();
  const attributes = () => ({ ...runAttributes(root.host, call((figure) => figure.seed())), ...programOf(call) });
  await unfold({ type, key }, menu, () => fill(menu.querySelector(".menu"), root, call((figure) => figure.latest()) > 0, attributes()));
  const outcome = menu.querySelector(".outcome");
  const { action } = target.dataset;
  if (type === "click" && ACTIONS[action]) outcome.textContent = await attempt(() => perform(action, call, attributes(), root));
  if (type !== "change" || !target.files.length) return;
  outcome.textContent = await open(target.files[0], root.host, call);
  target.value = ""; // so that the same file can be chosen again
}

/** What a link carries: who may change a program wants to go on with that. */
const linked = (attributes, { host }) => (attributes.program && host.hasAttribute("controls") ? { ...attributes, controls: "" } : attributes);

/** The program as an attribute, if the figure runs one: what it runs may have come from elsewhere. */
function programOf(call) {
  const program = call((figure) => figure.program?.());
  return program && { program };
}

/** Offers what can be done now, above the line that says how it went. */
function fill(list, root, hasRun, attributes) {
  const hasPicture = root.querySelector(".present") !== null;
  const can = ([action, , needsRun]) => (hasRun || !needsRun) && (hasPicture || !action.endsWith("picture"));
  const items = [
    make("p", "seed origin", runInfo(attributes)),
    ...links(pageOf(root.host), linked(attributes, root)),
    ...BUTTONS.filter(can).map(([action, text]) => actionButton(action, text)),
    make("label", "take", "Open a recording ", Object.assign(make("input", "file"), { type: "file", accept: ".json,application/json" })),
  ];
  list.replaceChildren(...items, list.querySelector(".outcome"));
}

function actionButton(action, text) {
  const button = Object.assign(make("button", "take", text), { type: "button" });
  button.dataset.action = action;
  return button;
}

/** The link to the run, and what copies it; or why there is none. */
function links(page, attributes) {
  if (!page) return [make("p", "seed", "This page has no address for a single run.")];
  const href = linkTo(page, attributes);
  if (href.length > MAX_ADDRESS) {
    const what = attributes.program ? "This program is too long" : "These waits are too many";
    return [make("p", "seed", `${what} for a link. Save the recording instead.`)];
  }
  // In a frame, the page that it leads to would have no room.
  const target = window === window.top ? "" : "_blank";
  return [Object.assign(make("a", "link", "Link to this run"), { href, target, rel: "noopener" }), actionButton("link", "Copy the link to this time")];
}

/** The speed and the seed of the run. */
function runInfo({ seed, speed = "1" }) {
  return `${Number(speed) === 1 ? "" : `${Number(speed)}\u00a0× real time · `}seed ${grouped(seed)}`;
}

async function attempt(act) {
  try {
    return await act();
  } catch ({ message }) {
    return `That did not work: ${message}`;
  }
}

function perform(action, call, attributes, root) {
  if (NEED_VALID_SETTINGS.includes(action) && root.querySelector(".error").textContent) throw new Error("fix the settings first");
  // To film the run, the figure shows all its moments.
  if (action === "moving-picture" && root.querySelector('[data-stage="running"]')) throw new Error("the run is still going on");
  return ACTIONS[action](call, attributes, root);
}

/** The film of all that has happened. */
function wholeFilm(call, attributes, root) {
  const end = call((figure) => figure.latest());
  // Of a large crowd there is no moment at which nothing happens.
  const evenly = () => Array.from({ length: 100 }, (_, index) => (index / 100) * end);
  const events = () => decode(call((figure) => figure.recording()), attributes).runs.flatMap(({ events }) => events.map(([at]) => at / 1e6));
  const users = root.host.waits?.length ?? root.host.users;
  return film(root, call, users > 1000 ? evenly() : events(), end);
}

/** The time that is shown, unless it is the latest. */
function shownTime(call) {
  const [time, latest] = call((figure) => [figure.time(), figure.latest()]);
  return time < latest ? time : undefined;
}

/** Copies a text. Where pages may not write to the clipboard, it is shown, for the reader to copy. */
async function copy(root, text) {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    return showText(root, text);
  }
}

/** Shows a text, selected. */
function showText(root, text) {
  const area = Object.assign(make("textarea", "typed"), { value: text, readOnly: true, rows: 3, ariaLabel: "The text to copy" });
  root.querySelector(".take-away textarea")?.remove();
  root.querySelector(".take-away .menu").append(area);
  area.focus();
  area.select();
  return "This page may not write to the clipboard. Copy the text yourself:";
}

async function embed(root, attributes) {
  const { script } = ownAddresses();
  const outcome = await copy(root, embedCode(script, attributes));
  return script ? outcome : `${outcome} It lacks the script, which is part of this page's own: see the README of waiting-room.`;
}

/** Hands a file to the browser. Whether it is saved, no page can know: the reader may decide, or a frame may not be allowed to. */
function save(extension, type, text) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href, download: `waiting-room.${extension}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
  return "Your browser has the file now. If it does not save it, this page is not allowed to.";
}

/** Shows the recording in the file. Nothing changes unless all of it can be shown. */
async function open(file, element, call) {
  try {
    const { attributes, recording } = read(await file.text());
    if ((attributes.program === undefined) !== (call((figure) => figure.program) === undefined)) throw new Error("this figure shows another kind of runs");
    const names = element.constructor.observedAttributes.filter((name) => !NOT_OF_THE_RUN.includes(name));
    const model = document.createElement("i");
    setAttributes(model, names, attributes);
    for (const [name, value] of Object.entries(othersOf(element))) model.setAttribute(name, value);
    // The call itself returns nothing if the figure breaks.
    const [problem] = call((figure) => [figure.open(model, undefined, encode(recording))]) ?? ["this figure broke"];
    if (problem) throw new Error(problem);
    setAttributes(element, names, attributes);
    return "Opened.";
  } catch ({ message }) {
    return `“${file.name}” cannot be opened: ${message}`;
  }
}

function setAttributes(element, names, attributes) {
  for (const name of names) {
    if (attributes[name] === undefined) element.removeAttribute(name);
    else element.setAttribute(name, attributes[name]);
  }
}
