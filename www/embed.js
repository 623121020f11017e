// The page for frames: its address sets its one figure, and it tells the page around it how high it is.
import { readQuery } from "./query.js";

readQuery(document.querySelector("waiting-room"), await customElements.whenDefined("waiting-room"));

const tellHeight = () => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ type: "waiting-room-height", address: location.href, height }, "*");
};
new ResizeObserver(tellHeight).observe(document.body);
