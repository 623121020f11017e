// Registers <waiting-room>. The class itself is in element.js, for pages that want another tag.
import { WaitingRoomElement } from "./element.js";

if (!customElements.get("waiting-room")) {
  customElements.define("waiting-room", WaitingRoomElement);
}
