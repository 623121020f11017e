// The query parameters of the page are the attributes of its first figure, so that a link can show exactly one run.
import { ATTRIBUTES } from "./properties.js";

const figure = document.querySelector("waiting-room");
for (const [name, value] of new URLSearchParams(location.search)) {
  if (name in ATTRIBUTES) figure.setAttribute(name, value);
}
