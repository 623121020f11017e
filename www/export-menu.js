// What the menu of a figure does. Rust builds its nodes and makes the texts; copying, saving and opening is the browser's.

/** What each button does, given `call`, which calls the figure, and the shadow root. Returns what to say then. */
const ACTIONS = {
  link: (call) => copy(linkToTime(valid(call))),
  embed: (call) => copy(valid(call)((figure) => figure.embed_code(new URL("./waiting-room.js", import.meta.url).href))),
  picture: (call, root) => save("svg", "image/svg+xml", picture(root)),
  transcript: (call) => save("txt", "text/plain", call((figure) => figure.transcript())),
  recording: (call) => save("json", "application/json", valid(call)((figure) => figure.recording())),
};

/** Lets the menu in the shadow `root` act. */
export function addMenu(root, call) {
  const [menu, file] = [root.querySelector(".take-away"), root.querySelector(".file")];
  const told = menu.querySelector(".told");
  const tell = async (act) => (told.textContent = await attempt(act));
  menu.addEventListener("click", ({ target }) => {
    const action = ACTIONS[target.dataset.action];
    if (action) tell(() => action(call, root));
  });
  file.addEventListener("change", async () => {
    await tell(() => open(file.files[0], call));
    file.value = ""; // so that the same file can be chosen again
  });
}

async function attempt(act) {
  try {
    return await act();
  } catch ({ message }) {
    return `That did not work: ${message}`;
  }
}

/** While the settings do not work, the figure shows another run than they would make. */
function valid(call) {
  if (!call((figure) => figure.is_valid())) throw new Error("fix the settings first");
  return call;
}

/** The address of the run, and of the time that is shown unless it is the latest. */
function linkToTime(call) {
  const [link, time, latest] = call((figure) => [figure.link(), figure.time(), figure.latest()]);
  const address = new URL(link, location.href);
  if (time < latest) address.searchParams.set("moment", time);
  return address.href;
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

/** Shows the recording in the file. Nothing changes unless all of it can be shown. */
async function open(file, call) {
  const text = await file.text();
  const error = call((figure) => figure.open(text));
  if (error) throw new Error(`“${file.name}” cannot be opened: ${error}`);
  return "Opened.";
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
