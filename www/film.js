// A run as a film, of which www/moving-picture.js makes pictures: the figure is shown each moment at which something happens, and what
// it draws is noted down.

/** More moments are thinned out: nobody sees two hundred changes one by one. */
const MAX_MOMENTS = 200;

const STYLES = ["fill", "stop-color", "stop-opacity", "opacity", "paint-order", "stroke", "stroke-dasharray", "stroke-linejoin", "stroke-width",
  "font-family", "font-size", "font-weight", "text-anchor"];

/** The film of the run of the figure in `root` from its start to `end`, and its style sheet. `call` calls the figure; `times` are those of
 *  the events. All are in seconds. */
export function film(root, call, times, end) {
  const [timeline, needle, present, past] = ["timeline", "needle", "present", "drawing"].map((name) => root.querySelector(`.${name}`));
  const before = call((figure) => figure.time());
  const rules = new Map();
  const at = (time) => {
    call((figure) => figure.seek(time));
    return Number(/translateX\((.*)px\)/.exec(needle.style.transform)[1]);
  };
  const note = (nodes) => Array.from(nodes, (node) => markup(node, rules));
  const start = at(0);
  const frames = moments(times, end).map((time) => (at(time), { time, shapes: note(present.querySelector("g").children) }));
  const finish = at(end);
  const [last] = shown(root);
  const axis = parseFloat(timeline.style.getPropertyValue("--axis-y"));
  const whole = { ...last, start, finish, axis, end, speed: root.host.speed, past: note(past.children), frames };
  at(before);
  return [whole, own(root, needle) + [...rules.values()].join("")];
}

/** Where the past is cut off now, in pixels of the drawing. */
function cutOff(root, present) {
  const [box, drawing] = [root.querySelector(".past"), present].map((node) => node.getBoundingClientRect());
  return ((box.right - drawing.left) / drawing.width) * Number(present.getAttribute("width"));
}

/** The same of the one moment that is shown, without showing another. */
export function shown(root) {
  const [needle, present, past] = ["needle", "present", "drawing"].map((name) => root.querySelector(`.${name}`));
  const rules = new Map();
  const note = (nodes) => Array.from(nodes, (node) => markup(node, rules));
  const picture = {
    width: Number(present.getAttribute("width")),
    height: Number(present.getAttribute("height")),
    cut: cutOff(root, present),
    label: present.getAttribute("aria-label"),
    textures: textures(present.querySelector("defs")),
    past: note(past.children),
    frames: [{ time: 0, shapes: note(present.querySelector("g").children) }],
  };
  return [picture, own(root, needle) + [...rules.values()].join("")];
}

/** From the start to the end, at most so many. */
function moments(times, end) {
  const all = [...new Set([0, ...times.filter((time) => time < end), end])].sort((one, other) => one - other);
  const interval = Math.ceil(all.length / MAX_MOMENTS);
  return all.filter((time, index) => index % interval === 0 || time === end);
}

/** The text of an element. How its class looks goes into `rules`. */
function markup(node, rules) {
  const selector = `${node.localName}.${node.getAttribute("class")}`;
  if (!rules.has(selector)) rules.set(selector, `${selector}{${look(node)}}`);
  return xml(node).replace(/ (fill|stroke)=""/g, "");
}

function look(node) {
  const style = getComputedStyle(node);
  return STYLES.map((name) => `${name}:${style.getPropertyValue(name).replaceAll('"', "'")}`).join(";");
}

/** The textures, with the style that each element is seen with. */
function textures(definitions) {
  const clone = definitions.cloneNode(true);
  const clones = clone.querySelectorAll("*");
  for (const [index, node] of definitions.querySelectorAll("*").entries()) clones[index].style.cssText = look(node); // a policy may forbid the attribute
  return xml(clone);
}

/** (Not `outerHTML`: HTML has entities that XML does not know.) */
const xml = (node) => new XMLSerializer().serializeToString(node).replaceAll(' xmlns="http://www.w3.org/2000/svg"', "");

/** What is not part of the drawing: the ground, and the line and the handle of the playhead. */
function own({ host }, needle) {
  const [{ backgroundColor: ground }, { backgroundColor: ink }] = [getComputedStyle(host), getComputedStyle(needle)];
  return `svg{background:${ground};font-variant-numeric:tabular-nums}.needle-line{stroke:${ink};stroke-width:1.5}.handle{fill:${ground};stroke:${ink};stroke-width:3.4}`;
}
