"""python3 -m unittest discover recorder/tests"""

import asyncio
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

    def test_says_what_is_wrong_with_its_arguments(self):
        run = [sys.executable, "-m", "waiting_room_recorder", "nowhere.py"]
        done = subprocess.run(run, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("nowhere.py cannot be read: there is no such file", done.stderr)


if __name__ == "__main__":
    unittest.main()
