// The page that explains: its address can set its first figure.
import { linkHere, readQuery } from "./query.js";

const element = await customElements.whenDefined("waiting-room");
const [first, ...others] = document.querySelectorAll("waiting-room");
readQuery(first, element);
others.forEach(linkHere);
