import assert from "node:assert/strict";
import { it } from "node:test";
import { linkTo, ownAddresses, pageOf, runAttributes } from "../../www/link.js";

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

it("knows its own addresses where it is published, and none in other scripts", () => {
  const separate = { script: "https://a.example/w/www/waiting-room.js", page: "https://a.example/w/index.html" };
  assert.deepEqual(ownAddresses("https://a.example/w/www/link.js"), separate);
  assert.deepEqual(ownAddresses("https://a.example/w/www/export-menu-X7PQ.js"), separate);
  const single = "https://a.example/js/waiting-room.js";
  assert.deepEqual(ownAddresses(single), { script: single, page: null });
  for (const elsewhere of [
    "https://a.example/assets/index-B3xk.js", "http://localhost:5173/node_modules/.vite/deps/waiting-room.js?v=1f", "file:///srv/app/www/link.js",
    "about:srcdoc", "https://a.example/waiting-room.html", "data:text/javascript,x", "blob:https://a.example/1-2", "https://a.example/www/main.js",
  ]) {
    assert.deepEqual(ownAddresses(elsewhere), { script: null, page: null }, elsewhere);
  }
});

it("leads to the page that the element names", () => {
  const figure = (page) => ({ ...element({ page }), ownerDocument: { baseURI: "https://b.example/posts/one/" } });
  assert.equal(pageOf(figure(undefined), { page: null }), null);
  assert.equal(pageOf(figure(undefined), { page: PAGE }), PAGE);
  for (const [page, address] of [
    ["/waiting-room.html", "https://b.example/waiting-room.html"], ["../embed.html", "https://b.example/posts/embed.html"], [PAGE, PAGE],
    ["javascript:alert(1)", null], ["about:srcdoc", null], ["https://", null],
  ]) {
    assert.equal(pageOf(figure(page), { page: "https://elsewhere.example/" }), address, page);
  }
});
