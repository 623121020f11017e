// The page for frames: its address sets its one figure, and it reports its height to the page around it.
import { readQuery } from "./query.js";

readQuery(document.querySelector("waiting-room"), await customElements.whenDefined("waiting-room"));

let reported = 0;

/** Reports where the figure ends, or its open menu. Until the figure is drawn, or says why it cannot be, there is nothing to report:
 *  what stands in its place has another height. */
const reportHeight = () => {
  const { shadowRoot } = document.querySelector("waiting-room");
  if (!shadowRoot.querySelector(".figure, [role=alert]")) return;
  for (const menu of shadowRoot.querySelectorAll(".menu")) {
    sizes.observe(menu);
    menus.observe(menu.parentElement, { attributeFilter: ["open"] });
  }
  const shown = [document.body, ...shadowRoot.querySelectorAll("[open] > .menu")];
  const bottoms = shown.map((node) => node.getBoundingClientRect().bottom);
  const height = Math.ceil(Math.max(...bottoms) + scrollY);
  if (height !== reported) parent.postMessage({ type: "waiting-room-height", address: location.href, height }, "*");
  reported = height;
};

const [sizes, menus] = [new ResizeObserver(reportHeight), new MutationObserver(reportHeight)];
sizes.observe(document.body);
