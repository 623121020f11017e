// The settings of a figure as a form, for its reader. Loaded when someone opens it. The values are the attributes of the element, so
// they apply at once, and the link in the menu follows.
import { grouped, make, unfold } from "./nodes.js";

const PEOPLE = ["1", "6", "60", "1000", "1000000"];
const SPEEDS = ["0.1", "1", "10", "100"];
/** The ways of waiting, without their numbers. */
const STRATEGIES = {
  "all-at-once": "all at once", "one-by-one": "one after another", "at-most": "a few at a time", first: "only the first",
  deadline: "within a time", "fail-fast": "until one fails", blocking: "blocking the thread", "never-awaited": "never awaited",
};
/** What the form may change. */
const ATTRIBUTES = ["users", "waits", "min-wait", "max-wait", "step", "seed", "strategies", "limit", "deadline", "speed"];

/** What the attributes were before the reader changed them. */
const originals = new WeakMap();

/** Handles an event in the form, which `controls` unfolds. */
export async function handle({ type, target, key }, controls, call) {
  const host = controls.getRootNode().host;
  await unfold({ type, key }, controls, () => show(controls, host));
  const { attribute, value } = target.dataset ?? {};
  if (type === "change" && attribute) await change(controls, host, attribute, chosen(controls, target));
  if (type === "click" && target.localName === "button") await press(controls, host, call, attribute, value);
}

/** Fills the form with what the attributes say. */
function show(controls, host) {
  if (!originals.has(host)) originals.set(host, new Map(ATTRIBUTES.map((name) => [name, host.getAttribute(name)])));
  const strategies = host.strategies;
  // Exact waits make these count for nothing.
  const { users, minWait, maxWait } = host.hasAttribute("waits") ? {} : host;
  const fields = [
    group("How many people", ...PEOPLE.map((people) => choice("users", people, grouped(people), users)), number("users", "other", users)),
    group("Seconds they need", number("min-wait", "from", minWait), number("max-wait", "up to", maxWait)),
    group("Ways of waiting", ...Object.entries(STRATEGIES).map(([name, title]) => checkbox(name, title, strategies.includes(name)))),
    ...(strategies.includes("at-most") ? [group("At a time", number("limit", "at most", host.limit))] : []),
    ...(strategies.includes("deadline") ? [group("Time limit", number("deadline", "seconds", host.deadline))] : []),
    group("Speed (× real time)", ...SPEEDS.map((speed) => choice("speed", speed, speed, host.speed)), number("speed", "other", host.speed)),
    group("Waits and codes", button("same", "Same again"), button("new", "New ones"), button("reset", "Reset all")),
  ];
  controls.querySelector(".menu").replaceChildren(...fields, controls.querySelector(".outcome"));
  markSeed(controls, host);
}

function group(title, ...children) {
  const node = make("fieldset", "field", make("legend", "prompt", title), ...children);
  node.append(make("p", "problem")); // the figure's own message is read out
  return node;
}

function button(action, text) {
  const node = make("button", "choice", text);
  node.type = "button";
  node.dataset.attribute = "action";
  node.dataset.value = action;
  return node;
}

function choice(attribute, value, text, current) {
  const node = button("", text);
  Object.assign(node.dataset, { attribute, value });
  node.ariaPressed = String(Number(value) === Number(current));
  return node;
}

function number(attribute, label, value) {
  const input = make("input", "typed");
  Object.assign(input, { inputMode: "decimal", value: value ?? "" });
  input.dataset.attribute = attribute;
  return make("label", "setting", label, input);
}

function checkbox(name, title, checked) {
  const input = make("input", "check");
  Object.assign(input, { type: "checkbox", checked, value: name });
  input.dataset.attribute = "strategies";
  return make("label", "setting", input, title);
}

/** The value that an input stands for. */
function chosen(controls, input) {
  if (input.type !== "checkbox") return input.value.trim();
  return [...controls.querySelectorAll(".check:checked")].map(({ value }) => value).join(" ");
}

async function press(controls, host, call, attribute, value) {
  if (attribute !== "action") return change(controls, host, attribute, value);
  if (value === "same") host.setAttribute("seed", call((figure) => figure.seed()));
  if (value === "new") host.removeAttribute("seed");
  if (value === "reset") for (const [name, before] of originals.get(host)) set(host, name, before);
  await settle();
  if (value === "reset") {
    show(controls, host);
    controls.querySelector("[data-value=reset]").focus();
  }
  markSeed(controls, host);
}

/** Sets an attribute. What is wrong with it is said beside its field. */
async function change(controls, host, attribute, value) {
  // Exact waits would make these count for nothing.
  if (["users", "min-wait", "max-wait"].includes(attribute)) host.removeAttribute("waits");
  host.setAttribute(attribute, value);
  await settle();
  const error = controls.getRootNode().querySelector(".error").textContent;
  for (const problem of controls.querySelectorAll(".problem")) problem.textContent = "";
  const field = controls.querySelector(`[data-attribute="${error.split("=")[0]}"]`) ?? controls.querySelector(`[data-attribute="${attribute}"]`);
  field.closest("fieldset").querySelector(".problem").textContent = error;
  if (error) return;
  for (const button of controls.querySelectorAll(`button[data-attribute="${attribute}"]`)) {
    button.ariaPressed = String(Number(button.dataset.value) === Number(value));
  }
  // Which fields there are depends on the strategies.
  if (attribute === "strategies") showAgain(controls, host);
}

/** Fills the form anew, and keeps the focus on the same way of waiting. */
function showAgain(controls, host) {
  const focused = controls.getRootNode().activeElement?.value;
  show(controls, host);
  [...controls.querySelectorAll(".check")].find(({ value }) => value === focused)?.focus();
}

function markSeed(controls, host) {
  const isSame = host.hasAttribute("seed");
  for (const [value, pressed] of [["same", isSame], ["new", !isSame]]) controls.querySelector(`[data-value=${value}]`).ariaPressed = String(pressed);
}

/** Attributes take effect together, once the script that sets them is done. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

function set(host, name, value) {
  if (value === null) host.removeAttribute(name);
  else host.setAttribute(name, value);
}
