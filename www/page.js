// The query parameters of the page are the attributes of its first figure, so that a link can show exactly one run, and in it
// exactly one moment.
const { observedAttributes } = await customElements.whenDefined("waiting-room");
const figure = document.querySelector("waiting-room");
for (const [name, value] of new URLSearchParams(location.search)) {
  if (observedAttributes.includes(name)) figure.setAttribute(name, value);
  if (name === "moment") figure.moment = value;
}

// Generating a million waits takes a moment, so it is left until their figure is nearly in view.
const million = document.querySelector("#million waiting-room");
const near = new IntersectionObserver((entries) => {
  if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
  million.users = 1_000_000;
  near.disconnect();
}, { rootMargin: "100%" });
near.observe(million);
