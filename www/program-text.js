// Where the program of a figure comes from.

/** The text of the program in an element: of its first script of that type, or else of its first `<pre>`. A program in the attribute
 *  `program` counts for more; Rust reads that itself. */
export function ownText(element) {
  const node = element.querySelector('script[type="text/x-python"]') ?? element.querySelector("pre");
  if (node) return dedent(node.textContent);
  if (element.getAttribute("program")) return "";
  throw new Error('there is no program: put it into a <script type="text/x-python"> or a <pre> inside the element, or its address into the attribute src');
}

/** The text at an address that is relative to the element's page. */
export async function fetchText(src, { ownerDocument }) {
  const address = new URL(src, ownerDocument.baseURI);
  const answer = await fetch(address).catch(({ message }) => {
    throw new Error(`src="${src}" could not be fetched: ${message}`);
  });
  if (!answer.ok) throw new Error(`src="${src}" could not be fetched: the server answered ${answer.status}`);
  return answer.text();
}

/** The text without empty lines at both ends, and without the indentation that all its lines have. */
export function dedent(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/^(\s*\n)+/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)[0]);
  const common = indents.reduce((one, other) => {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length++;
    return one.slice(0, length);
  }, indents[0] ?? "");
  return lines.map((line) => (line.startsWith(common) ? line.slice(common.length) : line.trimStart())).join("\n") + "\n";
}
