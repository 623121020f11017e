import assert from "node:assert/strict";
import { it } from "node:test";
import { linkTo } from "../../www/link.js";
import { runAttributes } from "../../www/properties.js";

const PAGE = "https://example.org/waiting/index.html";
const element = (attributes) => ({ getAttribute: (name) => attributes[name] ?? null });

it("leads to the run with all that it depends on", () => {
  const attributes = runAttributes(element({ waits: " 6 8\n7", speed: "10", autorun: "", controls: "", you: "", class: "wide" }), 7);
  assert.deepEqual(attributes, { waits: " 6 8\n7", seed: "7", speed: "10", you: "" });
  assert.equal(linkTo(PAGE, attributes), `${PAGE}?waits=6+8+7&seed=7&speed=10&you=#run`);
});

it("leads to a time of the run", () => {
  assert.equal(linkTo(PAGE, { seed: "1" }, 0.25), `${PAGE}?seed=1&moment=0.25#run`);
});
