// What the command line says: which part of everything is measured.
import { parseArgs } from "node:util";

const SIZES = ["6", "1000", "10000", "100000", "1000000"];
const BROWSERS = ["chromium", "firefox", "webkit"];
const MOST_RUNS = 99;

/** What is wrong with the command line. */
class WrongOption extends Error {}

function split(option, text, allowed) {
  const parts = text.split(",");
  const wrong = parts.find((part) => !allowed.includes(part));
  if (wrong !== undefined) throw new WrongOption(`--${option} "${wrong}": allowed are ${allowed.join(", ")}, with commas between them`);
  return parts;
}

function whole(option, text, most) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) throw new WrongOption(`--${option} "${text}": allowed is a whole number from 1 to ${most}`);
  return number;
}

function parse() {
  const text = { type: "string" };
  try {
    return parseArgs({ options: { runs: text, sizes: text, browsers: text, only: text } }).values;
  } catch (problem) {
    throw new WrongOption(`${problem.message}. Allowed are --runs, --sizes, --browsers and --only`);
  }
}

/** Reads the command line; ends the program with a message if it says what is not allowed. `names` are all contenders. */
export function readOptions(names) {
  try {
    const { runs = "5", sizes = SIZES.join(), browsers = BROWSERS.join(), only = names.join() } = parse();
    return {
      runs: whole("runs", runs, MOST_RUNS),
      sizes: split("sizes", sizes, SIZES).map(Number),
      browsers: split("browsers", browsers, BROWSERS),
      only: split("only", only, names),
    };
  } catch (problem) {
    if (!(problem instanceof WrongOption)) throw problem;
    console.error(problem.message);
    process.exit(2);
  }
}
