// The address that shows a run again.

/** The attributes that say something about a run. */
const OF_THE_RUN = [
  "users", "min-wait", "max-wait", "step", "waits", "seed", "strategies", "limit", "deadline", "speed", "panels", "you", "guess", "program",
];

/** The attributes of exactly this run, whose seed need not be an attribute of the element. */
export function runAttributes(element, seed) {
  const values = OF_THE_RUN.map((name) => [name, name === "seed" ? String(seed) : element.getAttribute(name)]);
  return Object.fromEntries(values.filter(([, value]) => value !== null));
}

/** The address of the script that defines the element, and of the page beside it that shows a run; each null if there is none, because
 *  this is part of another script, or of a page. (Bundlers recognise `new URL("…", import.meta.url)`, and make a copy of the file. So
 *  this must not look like that.) */
export function ownAddresses(here = import.meta.url) {
  const [address] = /^https?:.*/.exec(here) ?? [""];
  if (/\/www\/(link|export-menu-\w+)\.js$/.test(address)) {
    return { script: new URL("./waiting-room.js", address).href, page: new URL("../index.html", address).href };
  }
  return { script: /\/waiting-room\.js$/.test(address) ? address : null, page: null };
}

/** The address of the page that shows a run of the element, given its attributes as query parameters; null if there is none. */
export function pageOf(element, { page } = ownAddresses()) {
  const given = element.getAttribute("page");
  if (given === null) return page;
  try {
    const address = new URL(given, element.ownerDocument.baseURI);
    return /^(https?|file):$/.test(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

/** The attributes as query parameters of `page` and, if it is given, the time to show, in simulated seconds. */
export function linkTo(page, attributes, moment) {
  const address = new URL(page);
  for (const [name, value] of Object.entries(attributes)) address.searchParams.set(name, name === "program" ? value : value.trim().replace(/\s+/g, " "));
  if (moment !== undefined) address.searchParams.set("moment", moment);
  address.hash = "run";
  return address.href;
}
