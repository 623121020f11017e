// The code that embeds a run.
import assert from "node:assert/strict";
import { it } from "node:test";
import { embedCode } from "../../www/embed-code.js";

const code = (attributes) => embedCode("https://example.org/waiting-room.js", attributes);

it("is the script and the element", () => {
  const expected = `<script type="module" src="https://example.org/waiting-room.js"></script>
<waiting-room waits="6 8 7" seed="7"></waiting-room>
`;
  assert.equal(code({ waits: "6 8 7", seed: "7" }), expected);
});

it("has a program where everybody can read it", () => {
  assert.equal(embedCode(null, { program: 'print("a" < "b")\n', seed: "7" }), `<waiting-room program seed="7">
<pre>
print(&quot;a&quot; &lt; &quot;b&quot;)
</pre>
</waiting-room>
`);
});

// `?autorun="><script src=…>` once came out as that script.
it("escapes all values", () => {
  const hostile = `"><script src="//evil.example"></script>&amp;'`;
  const written = code({ waits: hostile, strategies: hostile });
  assert.equal(written.match(/<script/g).length, 1, written);
  const escaped = "&quot;&gt;&lt;script src=&quot;//evil.example&quot;&gt;&lt;/script&gt;&amp;amp;'";
  assert.equal(written.split(escaped).length, 3, written);
  assert.equal(embedCode('/x"><script>alert(1)</script>', {}).match(/<script/g).length, 1);
});

it("writes boolean attributes bare, whatever value somebody gave them", () => {
  const written = code({ you: "", guess: '"><script>', autorun: "x" });
  assert.ok(written.includes("<waiting-room you guess autorun></waiting-room>"), written);
});
