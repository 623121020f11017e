// The functions of the lesson, taken out of the files that were compiled; so what is shown is what runs.
//
// A function begins after the line `// lesson: NAME`, in Python `# lesson: NAME`, and ends at the next empty line.

const KEYWORDS = new Set(("as async await break const def else finally fn for function if impl in let match move mut new of pub return " +
  "try while with").split(" "));

const PYTHON_KEYWORDS = new Set(("and as assert class continue del elif except False from global import is lambda None nonlocal not or pass " +
  "raise True yield").split(" "));

const isKeyword = (word, language) => KEYWORDS.has(word) || (language === "Python" && PYTHON_KEYWORDS.has(word));

const comment = (language) => (language === "Python" ? "#" : "//");

/** The functions in a file, by the names of their lessons. */
export function functions(text, language) {
  const marker = `${comment(language)} lesson: `;
  const blocks = text.split(/\n\s*\n/).map((block) => block.split("\n"));
  const found = new Map();
  for (const lines of blocks) {
    const start = lines.findIndex((line) => line.startsWith(marker));
    if (start >= 0) found.set(lines[start].slice(marker.length), describe(lines.slice(start + 1).filter(Boolean)));
  }
  return found;
}

/** The lines of a function, and the indices of those in which its tasks can be. (Tasks that have not been polled are in line 0.) If it
 *  has no line that blocks the thread, or none with an await, the other one stands for both; if it has neither, the last. */
function describe(lines) {
  const end = lines.findLastIndex((line) => !line.trim().startsWith("}"));
  const waiting = lines.findLastIndex((line) => /\.await|\bawait |async with/.test(line));
  const blocking = lines.findIndex((line) => /block_for\(|time\.sleep\(|while \(performance/.test(line));
  const or = (...indices) => indices.find((index) => index >= 0);
  return { lines, waiting: or(waiting, blocking, end), blocking: or(blocking, waiting, end), end };
}

/** The lines in which tasks can be, and in which position that is: 0 before the first line, 1 in the line that runs, 2 in the line
 *  that waits, 3 after the last. Where two share a line, it is the one in which tasks stay longer. */
export const positions = ({ waiting, blocking, end }) => new Map([[0, 0], [end, 3], [waiting, 2], ...(blocking === waiting ? [] : [[blocking, 1]])]);

/** How many tasks stand on each line of a function: what is written beside it. `tasks` counts those before the first line, in the line
 *  that runs, in the line that waits, and after the end. */
export function marks({ waiting, blocking, end }, tasks) {
  const [before, running, suspended, done] = tasks;
  // If no line blocks the thread, running tasks are counted where they wait.
  const there = suspended + (blocking === waiting ? running : 0);
  const marked = new Map();
  for (const [line, count] of [[0, before], [blocking, running], [waiting, there]]) if (count) marked.set(line, String(count));
  if (done) marked.set(end, `✓ ${done}`);
  return marked;
}

/** The parts of a line, each with the class of its highlighting, or none. */
export function parts(line, language) {
  const at = line.indexOf(` ${comment(language)} `);
  const [code, note] = at < 0 ? [line, ""] : [line.slice(0, at + 1), line.slice(at + 1)];
  let isName = false;
  const found = code.split(/(\.?\bawait\b|\b\w+\b)/).filter(Boolean).map((text) => {
    const kind = text.endsWith("await") ? "await" : isName && /\w/.test(text) ? "function-name" : isKeyword(text, language) ? "keyword" : "";
    if (text.trim()) isName = ["fn", "def", "function"].includes(text);
    return [kind, text];
  });
  return note ? [...found, ["comment", note]] : found;
}
