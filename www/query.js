/** Gives a figure the attributes, and the time to show, that are the query parameters of its page. So a link can show exactly one run,
 *  and in it exactly one moment. */
export function readQuery(figure, { observedAttributes }) {
  for (const [name, value] of new URLSearchParams(location.search)) {
    // (A link must not make the page fetch anything.)
    if (observedAttributes.includes(name) && name !== "src") figure.setAttribute(name, value);
    if (name === "moment") figure.moment = value;
  }
  linkHere(figure);
}

/** Links to a run lead to this page, and nowhere else, whatever the parameters say. */
export function linkHere(figure) {
  figure.page = location.href.replace(/[?#].*/, "");
}
