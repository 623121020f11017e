// A run as a film, of which www/moving-picture.js makes pictures: the figure is shown each moment at which something happens, and what
// it draws is noted down.

/** More moments are thinned out: nobody sees two hundred changes one by one. */
const MAX_MOMENTS = 200;

const STYLES = ["fill", "stop-color", "stop-opacity", "opacity", "paint-order", "stroke", "stroke-dasharray", "stroke-linejoin", "stroke-width",
  "font-family", "font-size", "font-weight", "text-anchor"];

/** The film of the run of the figure in `root` from its start to `end`, and its style sheet. `call` calls the figure; `times` are those of
 *  the events. All are in seconds. */
export function film(root, call, times, end) {
  const before = call((figure) => figure.time());
  const rules = new Map();
  const show = (time) => {
    call((figure) => figure.seek(time));
    return Number(/translateX\((.*)px\)/.exec(root.querySelector(".needle").style.transform)[1]);
  };
  const start = show(0);
  const frames = moments(times, end).map((time) => (show(time), frame(root, time, rules)));
  const finish = show(end);
  const axis = parseFloat(root.querySelector(".timeline").style.getPropertyValue("--axis-y"));
  const whole = { ...drawn(root, rules), start, finish, axis, end, speed: root.host.speed, frames };
  show(before);
  return [whole, sheet(root, rules)];
}

/** A film of nothing but the moment that is shown, and its style sheet. */
export function shown(root) {
  const rules = new Map();
  return [{ ...drawn(root, rules), frames: [frame(root, 0, rules)] }, sheet(root, rules)];
}

/** What all moments have in common, and what is cut off at the time that is shown. */
function drawn(root, rules) {
  const present = root.querySelector(".present");
  const [width, height] = ["width", "height"].map((name) => Number(present.getAttribute(name)));
  const [box, drawing] = [root.querySelector(".past"), present].map((node) => node.getBoundingClientRect());
  return {
    width,
    height,
    cut: ((box.right - drawing.left) / drawing.width) * width,
    label: present.getAttribute("aria-label"),
    textures: textures(present.querySelector("defs")),
    past: markups(root.querySelector(".drawing"), rules),
  };
}

/** What is drawn whole now. */
const frame = (root, time, rules) => ({ time, shapes: markups(root.querySelector(".present g"), rules) });

/** From the start to the end, at most so many. */
function moments(times, end) {
  const all = [...new Set([0, ...times.filter((time) => time < end), end])].sort((one, other) => one - other);
  const interval = Math.ceil(all.length / MAX_MOMENTS);
  return all.filter((time, index) => index % interval === 0 || time === end);
}

/** The text of each shape in an element. How its class looks goes into `rules`. */
const markups = (parent, rules) => Array.from(parent.children, (node) => markup(node, rules));

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

/** The style sheet: the rules, and those for what is not part of the drawing, which are the ground and the playhead. */
function sheet(root, rules) {
  const [{ backgroundColor: ground }, { backgroundColor: ink }] = [getComputedStyle(root.host), getComputedStyle(root.querySelector(".needle"))];
  const own = `svg{background:${ground};font-variant-numeric:tabular-nums}.needle-line{stroke:${ink};stroke-width:1.5}.handle{fill:${ground};stroke:${ink};stroke-width:3.4}`;
  return own + [...rules.values()].join("");
}
