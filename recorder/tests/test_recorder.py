"""python3 -m unittest discover recorder/tests"""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import unittest

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, FOLDER)

from waiting_room_recorder import recording  # noqa: E402

PROGRAM = """import asyncio

async def greet(name, seconds):
    await asyncio.sleep(seconds)
    print("hello", name)

async def fail():
    async with asyncio.Lock():
        raise ValueError("secret")

async def main():
    tasks = [asyncio.create_task(greet("Ada", 0.02), name="ada"), asyncio.create_task(greet("Grace", 0.01))]
    await asyncio.gather(*tasks, fail(), return_exceptions=True)
    waiting = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    waiting.cancel()

asyncio.run(main())
"""

SERVER = """import asyncio

async def handle(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()

async def client(number, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"%d\\n" % number)
    answer = await reader.readline()
    writer.close()
    return answer

async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    answers = await asyncio.gather(*(client(number, port) for number in range(50)))
    print(sum(map(int, answers)))
    server.close()

asyncio.run(main())
"""


ODD = """import asyncio, traceback

async def never_starts():
    print("never")

async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("not yet")
        await asyncio.sleep(0)
    return "done after all"

async def cancels_itself():
    asyncio.current_task().cancel()
    return 1

async def fails_late():
    await asyncio.sleep(0)
    raise KeyError("late")

async def nested():
    async def inner():
        try:
            await asyncio.sleep(0)
            return "inner"
        finally:
            print("left")
    return await inner()

async def numbers():
    try:
        for number in range(3):
            yield number
            await asyncio.sleep(0)
    finally:
        print("closed")

async def consume():
    async for number in numbers():
        if number:
            return number

async def main():
    unstarted = asyncio.create_task(never_starts())
    unstarted.cancel()
    tasks = [asyncio.create_task(function(), name=function.__name__) for function in (stubborn, cancels_itself, fails_late, nested, consume)]
    print([task.get_coro().__qualname__ for task in tasks], repr(tasks[0])[:50], asyncio.iscoroutine(tasks[0].get_coro()))
    await asyncio.sleep(0)
    tasks[0].cancel()
    for result in await asyncio.gather(unstarted, *tasks, return_exceptions=True):
        print(repr(result))
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except asyncio.TimeoutError as error:
        print(type(error).__name__)
    print([line.strip() for line in traceback.format_exception_only(type(tasks[2].exception()), tasks[2].exception())])
    asyncio.create_task(asyncio.sleep(100))
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "a callback")
    await asyncio.sleep(0)

asyncio.run(main())
loop = asyncio.new_event_loop()
left = loop.create_task(nested())
loop.call_soon(loop.stop)
loop.run_forever()
print(left.done())
left.cancel()
try:
    loop.run_until_complete(left)
except asyncio.CancelledError:
    print("cancelled")
loop.close()
"""


class Recording(unittest.TestCase):
    def record(self, program, *options):
        with tempfile.TemporaryDirectory() as folder:
            path, output = os.path.join(folder, "app.py"), os.path.join(folder, "run.json")
            with open(path, "w") as file:
                file.write(program)
            run = [sys.executable, "-m", "waiting_room_recorder", path, "-o", output, *options]
            done = subprocess.run(run, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            with open(output) as file:
                return json.load(file), done

    def test_notes_tasks_steps_lines_ends_and_prints(self):
        saved, done = self.record(PROGRAM)
        self.assertEqual((done.returncode, done.stdout), (0, "hello Grace\nhello Ada\n"))
        self.assertEqual((saved["kind"], saved["attributes"]), ("waiting-room recording 2", {"program": PROGRAM}))
        events = saved["runs"][0]["events"]
        created = {row[2]: row[3:] for row in events if row[1] == "created"}
        self.assertEqual(created[0], ["module", "<module>"])
        self.assertEqual(created[2], ["ada", "greet", 1])
        of = lambda task: [row[1:] for row in events if row[1] not in ("polled", "created", "woken", "finished") and row[2] == task]  # noqa: E731
        self.assertEqual(of(2)[0], ["resumed", 2])
        self.assertEqual([of(2)[1][:3], of(2)[1][-1]], [["suspended", 2, "sleep"], 4])
        self.assertEqual(of(2)[2:], [["resumed", 2], ["printed", 2, "hello Ada"], ["done", 2]])
        failing = next(number for number, info in created.items() if info[1] == "fail")
        self.assertEqual(of(failing)[-1], ["refused", failing])
        sleeping = next(number for number, info in created.items() if info[1] == "sleep")
        self.assertEqual(of(sleeping)[-1], ["cancelled", sleeping])
        self.assertEqual(events[-1][1], "finished")
        times = [row[0] for row in events]
        self.assertEqual(times, sorted(times))

    def test_records_values_only_when_asked(self):
        self.assertNotIn("secret", json.dumps(self.record(PROGRAM)[0]["runs"]))
        self.assertIn("ValueError: secret", json.dumps(self.record(PROGRAM, "--values")[0]["runs"]))

    def test_leaves_out_what_it_is_told_to(self):
        saved, _ = self.record(PROGRAM, "--no-prints", "--no-program")
        self.assertEqual(saved["attributes"], {"program": ""})
        self.assertNotIn("hello", json.dumps(saved))

    def test_a_program_that_fails_fails_as_before(self):
        saved, done = self.record("import asyncio\nasync def main():\n    1 / 0\nasyncio.run(main())\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("ZeroDivisionError", done.stderr)
        self.assertIn([1, "refused", 1], [[1, *row[1:]] for row in saved["runs"][0]["events"]])

    def test_a_program_does_what_it_does_unrecorded(self):
        plain = subprocess.run([sys.executable, "-c", ODD], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        saved, done = self.record(ODD)
        self.assertEqual((done.stdout, done.stderr, done.returncode), (plain.stdout, plain.stderr, 0))
        events = saved["runs"][0]["events"]
        names = {row[2]: row[3] for row in events if row[1] == "created"}
        ends = {names[row[2]]: row[1] for row in events if row[1] in ("done", "refused", "cancelled")}
        self.assertEqual(
            [ends[name] for name in ("stubborn", "cancels_itself", "fails_late", "nested", "consume")],
            ["done", "cancelled", "refused", "done", "done"],
        )
        unstarted = next(row[2] for row in events if row[1] == "created" and row[4] == "never_starts")
        self.assertEqual([row[1] for row in events if row[1] not in ("polled", "finished") and row[2] == unstarted], ["created", "woken", "resumed", "cancelled"])

    def test_a_server_and_fifty_clients(self):
        saved, done = self.record(SERVER)
        self.assertEqual((done.returncode, done.stdout), (0, "1225\n"))
        events = saved["runs"][0]["events"]
        self.assertEqual(sum(1 for row in events if row[1] == "created" and row[4] == "client"), 50)
        self.assertIn("data", {row[3] for row in events if row[1] == "suspended"})

    def test_around_a_part_of_a_program(self):
        async def main():
            await asyncio.sleep(0.01)
            return 7

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "run.json")
            with recording(path):
                self.assertEqual(asyncio.run(main()), 7)
            with open(path) as file:
                events = json.load(file)["runs"][0]["events"]
        self.assertIn("sleep", {row[3] for row in events if row[1] == "suspended"})

    def test_records_through_any_stream_and_stack(self):
        class Tee:
            def write(self, text):
                written.append(text)

            def flush(self):
                pass

        async def main():
            print("one")
            sys.stdout.writelines(["two\n", "three\n"])
            await asyncio.sleep(0)

        written, stdout = [], sys.stdout
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "run.json")
            sys.stdout = Tee()
            try:
                with contextlib.ExitStack() as stack:
                    stack.enter_context(recording(path))
                    asyncio.run(main())
            finally:
                sys.stdout = stdout
            with open(path) as file:
                saved = json.load(file)
        events = saved["runs"][0]["events"]
        self.assertEqual([row[3] for row in events if row[1] == "printed"], ["one", "two", "three"])
        self.assertEqual("".join(written), "one\ntwo\nthree\n")
        self.assertIn("async def main()", saved["attributes"]["program"])
        self.assertTrue(any(row[1] == "suspended" and row[2] == 1 and isinstance(row[-1], int) for row in events))

    def test_says_what_is_wrong_with_its_arguments(self):
        run = [sys.executable, "-m", "waiting_room_recorder", "nowhere.py"]
        done = subprocess.run(run, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("nowhere.py cannot be read: there is no such file", done.stderr)


if __name__ == "__main__":
    unittest.main()
