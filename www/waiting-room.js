// Registers <waiting-room>. The class itself is in element.js, for pages that want another tag.
import { WaitingRoomElement } from "./element.js";

const registry = globalThis.customElements; // a server has none
if (registry && !registry.get("waiting-room")) registry.define("waiting-room", WaitingRoomElement);
