// The page for frames: its address sets its one figure, and it reports its height to the page around it.
import { readQuery } from "./query.js";

readQuery(document.querySelector("waiting-room"), await customElements.whenDefined("waiting-room"));

const reportHeight = () => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ type: "waiting-room-height", address: location.href, height }, "*");
};
new ResizeObserver(reportHeight).observe(document.body);
