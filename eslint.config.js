// What ESLint reads, and where each file runs.
import js from "@eslint/js";
import globals from "globals";

// What watch.js gives to the functions that tests run in the page.
const helpers = [
  "troubles", "load", "add", "put", "built", "settled", "frame", "heard", "part", "texts", "laneStates", "shownCells",
  "chooseFromMenu", "openLog", "openEditor", "openMenu", "press", "runAll", "throwOnText", "watchLanes",
];
const inPage = { ...globals.browser, ...Object.fromEntries(helpers.map((name) => [name, "readonly"])) };

export default [
  { ignores: ["bench/pkg", "examples/**/dist"] },
  js.configs.recommended,
  { languageOptions: { ecmaVersion: 2024 } },
  { files: ["www/**/*.js", "examples/*/src/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["scripts/**/*.mjs", "bench/**/*.mjs", "tests/**/*.mjs", "*.js"], languageOptions: { globals: globals.node } },
  { files: ["bench/page.mjs"], languageOptions: { globals: globals.browser } },
  // It has a function that runs in the page.
  { files: ["scripts/screenshots.mjs", "bench/interpreters.mjs"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  // They have functions that run in the page.
  { files: ["tests/hosts/*.test.mjs"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  { files: ["tests/page/*.test.mjs"], languageOptions: { globals: { ...globals.node, ...inPage } } },
  { files: ["tests/page/watch.js"], languageOptions: { globals: inPage, sourceType: "script" } },
];
