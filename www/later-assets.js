// What the parts of a figure that are loaded later need beside their scripts. (In dist/waiting-room.js it is part of the script.)

/** The style sheet. */
export const styles = () => text(new URL("./later.css", import.meta.url));

/** The files that have the functions of the lesson in a language. */
export const sources = (language) => Promise.all({
  Rust: [new URL("../src/strategy.rs", import.meta.url), new URL("../src/room/code.rs", import.meta.url)],
  Python: [new URL("../src/listing/strategies.py", import.meta.url)],
  JavaScript: [new URL("../src/listing/strategies.js", import.meta.url)],
}[language].map(text));

async function text(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname} answered ${answer.status}`);
  return answer.text();
}
