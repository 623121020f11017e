// A figure that runs a program of its page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, it } from "node:test";
import { name, useBrowser } from "./browser.mjs";

/* global figure -- kept in the page from one step of a test to the next */

const saved = (file) => readFile(new URL(`../programs/${file}`, import.meta.url), "utf8");

const GREET = `import asyncio

async def greet(name, seconds):
    await asyncio.sleep(seconds)
    print("hello", name)

async def main():
    await asyncio.gather(greet("Ada", 2), greet("Grace", 1))

asyncio.run(main())
`;

/** Programs that never end by themselves, or want too much; and what is said of them. */
const ENDLESS = [
  ["while True: pass", /line 1: the program has kept the thread busy for 3 seconds/],
  ["[0] * 10**10", /MemoryError/],
  ["text = 'x' * 1000\nwhile True: text += text", /MemoryError/],
  ["all = []\nwhile True: all.append('x' * 1000 + str(len(all)))", /needs more than 64 MiB|kept the thread busy/],
  ["def deeper(): deeper()\ndeeper()", /RecursionError: maximum recursion depth exceeded/],
  ["import asyncio\nasync def wait(): await asyncio.sleep(9)\ntasks = [asyncio.create_task(wait()) for number in range(10_002)]\nawait asyncio.gather(*tasks)", /more than 10000 tasks/],
  ["import asyncio\nlock = asyncio.Lock()\nasync def main():\n    async with lock:\n        await lock.acquire()\nasyncio.run(main())", /Task-1 waits for a lock, line 5/],
  ["import time\ntime.sleep(1000)", /line 2: the program has kept the thread busy for 3 seconds/],
];

describe(`a program in ${name}`, () => {
  const browser = useBrowser();
  const ask = (...script) => browser.ask(...script);

  /** A figure with a program, as an author writes it; it is kept in the page. */
  const show = (program, attributes = {}) => ask(async (program, attributes) => {
    window.figure = document.createElement("waiting-room");
    for (const [name, value] of Object.entries({ program: "", ...attributes })) figure.setAttribute(name, value);
    figure.heard = [];
    for (const name of ["run-start", "print", "run-finish", "run-stop", "run-error"]) {
      figure.addEventListener(name, ({ detail }) => figure.heard.push({ name, detail }));
    }
    const text = document.createElement("pre");
    text.textContent = program;
    figure.append(text);
    document.body.append(figure);
    await load();
    await built(figure);
    while (!part(figure, "timeline") && !part(figure, "error")?.textContent && !figure.shadowRoot.querySelector("[role=alert]")?.textContent) await frame();
  }, program, attributes);
  const run = () => ask(() => figure.run());
  beforeEach(() => browser.page("blank.html"));

  it("gives the memory of ended runs back, even of classes that hold themselves", async () => {
    await ask(async () => { window.exports = await (await import("/pkg/program/waiting_room.js")).default(); });
    await show(`class Large(list):
    rows = [str(number) for number in range(50_000)]
    def __init__(self):
        super().__init__()
print(len(Large.rows))
`);
    const sizes = await ask(async () => {
      const sizes = [];
      while (sizes.length < 8) {
        await figure.run();
        sizes.push(window.exports.memory.buffer.byteLength);
      }
      return sizes;
    });
    assert.ok(sizes.at(-1) <= sizes[1] * 1.05, `${sizes} bytes`);
  });

  it("prints what CPython prints, line for line", async () => {
    for (const file of ["notebook", "gather_order", "lock_order", "timeout_in_group", "task_group"]) {
      await show(await saved(`${file}.py`), { speed: 20, seed: 7 });
      // Its own clock is late where the page is.
      const withoutMeasured = (text) => text.replace(/measured .* s/, "measured");
      assert.equal(withoutMeasured((await run()).output), withoutMeasured(await saved(`${file}.out`)), file);
      await ask(() => figure.remove());
    }
  });

  it("knows numbers, letters and formats as CPython does, although they are the browser's", async () => {
    for (const file of ["numbers", "formatting", "strings", "big_numbers", "integers", "interp_edge", "text_processing", "operators_vec", "random_numbers", "json_data", "sets_order"]) {
      await show(await saved(`${file}.py`), { speed: 1000, seed: 7 });
      assert.equal((await run()).output, await saved(`${file}.out`), file);
      await ask(() => figure.remove());
    }
  });

  it("reports each line as it is printed, and the result", async () => {
    await show(GREET, { speed: 10, seed: 3 });
    const report = await run();
    assert.deepEqual([report.output, report.error, report.users, report.totalWaitSeconds, report.waits], ["hello Grace\nhello Ada\n", null, 3, 3, [1, 2]]);
    const [{ name: strategy, predictedSeconds, measuredSeconds, arrived }] = report.strategies;
    assert.deepEqual([strategy, predictedSeconds, arrived, report.seed], ["program", 2, 3, 3]);
    assert.ok(measuredSeconds >= 2, `it took ${measuredSeconds} s`);
    const heard = await ask(() => figure.heard);
    assert.deepEqual(heard.map(({ name }) => name), ["run-start", "print", "print", "run-finish"]);
    assert.deepEqual([heard[0].detail, heard[1].detail.task, heard[1].detail.text], [{ seed: 3, users: 0, strategies: ["program"] }, "Task-3", "hello Grace"]);
    assert.ok(heard[1].detail.atSeconds >= 1);
  });

  it("shows a lane for each task, what it waits for, and where", async () => {
    await show(GREET, { speed: 1 });
    const shown = await ask(async () => {
      figure.run();
      await heard(figure, "print");
      await frame();
      await frame();
      return {
        lanes: texts(figure, ".task-name"), awaited: texts(figure, ".awaited"), log: texts(figure, ".log li"),
        waiting: [...figure.shadowRoot.querySelectorAll(".code-line[data-waiting]")].map((line) => [line.dataset.line, line.title]),
      };
    });
    assert.deepEqual(shown.lanes, ["Task-1", "Task-2", "Task-3", "thread", "added up"]);
    assert.deepEqual(shown.awaited, ["several tasks", "sleep 2 s", "sleep 1 s"].map((text) => text.replace(/(\d) s/, "$1\u00a0s")));
    assert.deepEqual(shown.waiting, [["4", "Task-2"], ["8", "Task-1"], ["10", "module"]]);
    assert.match(shown.log[0], /Task-3 · hello Grace$/);
    await ask(() => figure.stop());
  });

  it("takes the program from a script, from an attribute, or from an address", async () => {
    await browser.host(`<body><waiting-room program speed="100">
      <script type="text/x-python">
        if True:
            print("from a script", 1 < 2)
      </script>
      <pre>print("not this")</pre>
    </waiting-room><script type="module" src="/www/waiting-room.js"></script></body>`);
    assert.equal((await ask(() => document.querySelector("waiting-room").run())).output, "from a script True\n");
    await browser.page("blank.html");
    await show("print('not this')", { speed: 100, program: "print('from the attribute')" });
    assert.equal((await run()).output, "from the attribute\n");
    await show("print('not this')", { speed: 100, src: "/tests/programs/gather_order.py" });
    assert.equal((await run()).output, await saved("gather_order.out"));
  });

  it("says what is wrong with a program, and where", async () => {
    const message = () => ask(() => part(figure, "error")?.textContent ?? figure.shadowRoot.querySelector("[role=alert]").textContent);
    await show("x = 1\nif x\n    pass");
    assert.match(await message(), /^line 2: SyntaxError: expected ':'/);
    await show("import socket");
    assert.match(await message(), /^line 1: NotSupported: .*socket/);
    await show("print(1)", { src: "/nowhere.py" });
    assert.match(await message(), /src="\/nowhere.py" could not be fetched: the server answered 404/);
    await browser.driver.manage().logs().get("browser").catch(() => {}); // it has written of the 404, too
    await show("print(1)", { users: 3 });
    assert.match(await message(), /^users="3" does not work: it means nothing for a program/);
    await show("print(1)", { speed: "fast" });
    assert.match(await message(), /^speed="fast" does not work: it must be a number from 0.1 to 1000/);
    await show("print(undefined_name)", { speed: 100 });
    const { output, error } = await run();
    assert.deepEqual([output, error], ["", `Traceback (most recent call last):\n  File "<program>", line 1, in <module>\n    print(undefined_name)\nNameError: name 'undefined_name' is not defined\n`]);
    assert.deepEqual(await ask(() => [...figure.shadowRoot.querySelectorAll(".code-line[data-failing]")].map(({ dataset }) => dataset.line)), ["1"]);
  });

  for (const [program, expected] of ENDLESS) {
    it(`ends, and lets the page live: ${program.split("\n").at(-1)}`, async () => {
      await show(program);
      const { error, other } = await ask(async () => {
        const other = await put({ waits: "0.1", speed: 1 });
        const { error } = await figure.run();
        return { error, other: (await other.run()).strategies[0].arrived };
      });
      assert.match(String(error), expected);
      assert.equal(other, 1);
    });
  }

  it("loads what a program imports, once", async () => {
    await show("import json\nprint(json.dumps([1]))\n");
    const outputs = await ask(async () => {
      const { output } = await figure.run();
      figure.setAttribute("program", "from enum import Enum\nfrom concurrent \\\n  import futures\nprint(Enum, futures)\n");
      const later = (await figure.run()).output;
      figure.setAttribute("program", "import enum, json\nprint()\n");
      await figure.run();
      const loads = performance.getEntriesByType("resource").map(({ name }) => name.replace(/.*\//, "")).filter((name) => name.endsWith(".py")).sort();
      return [output, later, loads];
    });
    assert.deepEqual(outputs, ["[1]\n", "<enum 'Enum'> <module 'concurrent.futures'>\n", ["concurrent_futures.py", "enum.py", "json.py"]]);
  });

  it("runs the program that is there last, however fast it changes", async () => {
    const outputs = await ask(async () => {
      await load();
      const { fetch } = window;
      const delays = { "json.py": 60, "enum.py": 120 };
      window.fetch = async (address, ...rest) => {
        await new Promise((resolve) => setTimeout(resolve, delays[String(address).replace(/.*\//, "")] ?? 0));
        return fetch(address, ...rest);
      };
      window.figure = document.createElement("waiting-room");
      figure.setAttribute("program", "print('first')\n");
      document.body.append(figure);
      await frame();
      figure.setAttribute("program", "import json\nprint(json.dumps([2]))\n");
      const { output } = await figure.run();
      figure.setAttribute("program", "import string\nprint('never')\n");
      await frame();
      figure.setAttribute("program", "import enum\nprint(enum.Enum)\n");
      const later = (await figure.run()).output;
      return [output, later, part(figure, "error").textContent];
    });
    assert.deepEqual(outputs, ["[2]\n", "<enum 'Enum'>\n", ""]);
  });

  it("says which module could not be loaded, and tries again for the next program", async () => {
    const [told, rejected, output] = await ask(async () => {
      window.figure = await put({ program: "print('before')\n" });
      await figure.run();
      const { fetch } = window;
      window.fetch = () => Promise.reject(new TypeError("offline"));
      figure.setAttribute("program", "\nimport json\n");
      const rejected = await figure.run().catch(({ message }) => message);
      window.fetch = fetch;
      const told = part(figure, "error").textContent;
      figure.setAttribute("program", "import json\nprint(json.loads('2'))\n");
      return [told, rejected, (await figure.run()).output];
    });
    assert.match(told, /line 2: .*the module 'json' could not be loaded; is there a network connection\?/);
    assert.match(rejected, /'json' could not be loaded/);
    assert.equal(output, "2\n");
  });

  it("can be changed, run and reset by its reader", async () => {
    await show(GREET, { speed: 100, controls: "" });
    const output = await ask(async () => {
      const field = await openEditor(figure);
      field.value = "print('changed')\n";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      const finished = heard(figure, "run-finish");
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, composed: true, cancelable: true }));
      const { detail } = await finished;
      return [detail.report.output, figure.getAttribute("program")];
    });
    assert.deepEqual(output, ["changed\n", "print('changed')\n"]);
    const reset = await ask(async () => {
      [...figure.shadowRoot.querySelectorAll(".program-tools button")].find((node) => node.textContent === "Reset").click();
      while (!part(figure, "program-editor").value.includes("Ada")) await frame();
      return (await figure.run()).output;
    });
    assert.equal(reset, "hello Grace\nhello Ada\n");
  });

  it("has a link with the program and its editor, unless it is too long", async () => {
    await show(GREET, { controls: "", page: "index.html" });
    const { query, told } = await ask(async () => {
      await openMenu(figure);
      const query = Object.fromEntries(new URL(part(figure, "link").href).searchParams);
      part(figure, "take-away").open = false;
      figure.setAttribute("program", `#${"x".repeat(9000)}\nprint()`);
      await figure.run();
      await openMenu(figure);
      while (part(figure, "link")) await frame();
      return { query, told: texts(figure, ".take-away .seed").at(-1) };
    });
    assert.deepEqual([query.program, query.controls], [GREET, ""]);
    assert.equal(told, "This program is too long for a link. Save the recording instead.");
  });

  it("keeps what its reader wrote until it runs, and runs what the reader sees", async () => {
    const output = await ask(async () => {
      window.figure = await put({ program: "print('the page')\n", controls: "" });
      const tool = (text) => [...figure.shadowRoot.querySelectorAll(".program-tools button")].find((node) => node.textContent === text);
      (await openEditor(figure)).value = "print('mine')\n";
      tool("Close").click();
      const hint = figure.shadowRoot.querySelector(".program-tools .hint").textContent;
      const kept = (await openEditor(figure)).value;
      const finished = heard(figure, "run-finish");
      part(figure, "button").click();
      const mine = (await finished).detail.report.output;
      part(figure, "program-editor").value = "";
      const nothing = heard(figure, "run-finish");
      tool("Run").click();
      const empty = (await nothing).detail.report.output;
      tool("Reset").click();
      while (!part(figure, "program-editor").value.includes("the page")) await frame();
      return [hint, kept, mine, empty, (await figure.run()).output];
    });
    assert.deepEqual(output, ["What you wrote has not run", "print('mine')\n", "mine\n", "", "the page\n"]);
  });

  it("stops a run by its button, although its reader writes on", async () => {
    const [text, kept] = await ask(async () => {
      window.figure = await put({ program: "import asyncio\nawait asyncio.sleep(600)\n", controls: "" });
      const field = await openEditor(figure);
      figure.run().catch(() => {});
      await frame();
      field.value += "print()\n";
      const stopped = heard(figure, "run-stop");
      part(figure, "button").click();
      await stopped;
      return [figure.getAttribute("program"), field.value];
    });
    assert.deepEqual([text.includes("print"), kept.includes("print")], [false, true]);
  });

  it("indents and outdents the lines that are selected", async () => {
    const texts = await ask(async () => {
      window.figure = await put({ program: "a = 1\nb = 2\nif a:\n    c = 3\n", controls: "" });
      const field = await openEditor(figure);
      const press = (options) => {
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true, composed: true, cancelable: true, ...options }));
        return field.value;
      };
      field.setSelectionRange(0, 8);
      const texts = [press({}), press({ shiftKey: true })];
      field.setSelectionRange(23, 23);
      return [...texts, press({ shiftKey: true })];
    });
    assert.deepEqual(texts, ["    a = 1\n    b = 2\nif a:\n    c = 3\n", "a = 1\nb = 2\nif a:\n    c = 3\n", "a = 1\nb = 2\nif a:\nc = 3\n"]);
  });

  it("colours strings and comments as a whole", async () => {
    await show(`# don't do this, it isn't good\n"""a 'long'\nstring"""\nraise ValueError("no # comment")\n`);
    const found = await ask(() => [...figure.shadowRoot.querySelectorAll(".program-lines .text")].map((line) => [...line.children].map((node) => [node.className, node.textContent])));
    assert.deepEqual(found, [
      [["comment", "# don't do this, it isn't good"]],
      [["string", '"""a \'long\'']],
      [["string", 'string"""']],
      [["keyword", "raise"], ["", " "], ["", "ValueError"], ["", "("], ["string", '"no # comment"'], ["", ")"]],
    ]);
  });

  it("names the error of a group", async () => {
    await show(`import asyncio
async def fail(text):
    raise ValueError(text)
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail("one"))
        group.create_task(fail("two"))
asyncio.run(main())
`);
    await ask(() => figure.run());
    assert.match(await ask(() => part(figure, "status").textContent), /ExceptionGroup: unhandled errors in a TaskGroup \(2 sub-exceptions\)/);
  });

  it("plays back, saves and opens what was recorded", async () => {
    await show(GREET, { speed: 5, seed: 3 });
    await run();
    const again = await ask(async () => {
      const saved = [];
      URL.createObjectURL = (blob) => (blob.text().then((text) => saved.push(text)), "#");
      figure.moment = 1.5;
      await frame();
      const earlier = texts(figure, ".log li");
      await openMenu(figure);
      const take = (label) => [...figure.shadowRoot.querySelectorAll(".take")].find((node) => node.textContent.startsWith(label));
      take("Save the recording").click();
      while (!saved.length) await frame();
      const input = part(figure, "file"), files = new DataTransfer();
      files.items.add(new File([saved[0]], "saved.json"));
      input.files = files.files;
      const outcome = part(figure, "take-away").querySelector(".outcome");
      outcome.textContent = "";
      input.dispatchEvent(new Event("change", { bubbles: true }));
      while (!outcome.textContent) await frame();
      return { earlier, outcome: outcome.textContent, lanes: texts(figure, ".task-name"), log: texts(figure, ".log li"), file: JSON.parse(saved[0]) };
    });
    assert.equal(again.earlier.length, 1);
    assert.equal(again.outcome, "Opened.");
    assert.deepEqual(again.lanes, ["Task-1", "Task-2", "Task-3", "thread", "added up"]);
    assert.equal(again.log.length, 2);
    assert.deepEqual([again.file.kind, again.file.attributes.program, again.file.runs[0].strategy], ["waiting-room recording 2", GREET, "program"]);
  });

  it("shows what was recorded elsewhere, without running anything", async () => {
    const program = "import asyncio, socket\nasync def main():\n    await asyncio.sleep(1)\n";
    const events = [
      [0, "created", 0, "module", "<module>"], [0, "resumed", 0], [100, "created", 1, "Task-1", "main", 0], [150, "suspended", 0, "asyncio.run()"],
      [150, "polled", 1, 150], [200, "resumed", 1], [210, "printed", 1, "hello"], [300, "suspended", 1, "sleep", 1000300, 3], [300, "polled", 1, 100],
      [1000400, "woken", 1], [1000400, "resumed", 1], [1000500, "done", 1], [1000500, "polled", 1, 100], [1000600, "finished"],
    ];
    const file = { kind: "waiting-room recording 2", attributes: { program }, seconds: 1.0006, hidden: [], runs: [{ strategy: "program", events }] };
    const shown = await ask(async (text) => {
      window.fetch = ((fetch) => async (address, ...rest) => (String(address).endsWith("/run.json") ? new Response(text) : fetch(address, ...rest)))(fetch);
      window.figure = await put({ src: "/run.json" });
      while (!part(figure, "timeline")) await frame();
      figure.moment = 0.5;
      await frame();
      await frame();
      const before = [texts(figure, ".task-name"), texts(figure, ".awaited"), figure.shadowRoot.querySelector("[data-waiting]")?.dataset.line, texts(figure, ".log li")];
      const error = await figure.run().then(() => "", ({ message }) => message);
      return [...before, error];
    }, JSON.stringify(file));
    assert.deepEqual(shown.slice(0, 4), [["Task-1", "thread", "added up"], ["sleep 1\u00a0s"], "3", ["0.000\u00a0s · Task-1 · hello"]]);
    assert.match(shown[4], /line 1: NotSupported: .*socket/);
  });

  it("stops when it is told to, and when it leaves the page", async () => {
    await show("import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(0.01)\nasyncio.run(main())");
    const [first, second] = await ask(async () => {
      const run = figure.run();
      await heard(figure, "run-start");
      figure.stop();
      const report = await run;
      const again = figure.run();
      await heard(figure, "run-start");
      figure.remove();
      return [report.strategies[0].name, (await again).strategies[0].name];
    });
    assert.deepEqual([first, second], ["program", "program"]);
  });
});
