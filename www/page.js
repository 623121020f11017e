// The query parameters of the page are the attributes of its first figure, so that a link can show exactly one run.
import { ATTRIBUTES } from "./properties.js";

const figure = document.querySelector("waiting-room");
for (const [name, value] of new URLSearchParams(location.search)) {
  if (name in ATTRIBUTES) figure.setAttribute(name, value);
}

// A million waits take a moment to draw: time enough when their figure comes near.
const million = document.querySelector("#million waiting-room");
const near = new IntersectionObserver((entries) => {
  if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
  million.users = 1_000_000;
  near.disconnect();
}, { rootMargin: "100%" });
near.observe(million);
