"""CPython's asyncio, also in Pyodide: a task and a sleep for each user.

Times are milliseconds since the start: when all had started to wait, when the last code was due, and when it arrived.
"""

import asyncio
import sys
from array import array


async def user(loop, seconds):
    due = loop.time() + seconds
    await asyncio.sleep(seconds)
    return due


async def all_at_once(millis):
    loop = asyncio.get_running_loop()
    start = loop.time()
    tasks = [asyncio.create_task(user(loop, wait / 1000)) for wait in millis]
    await asyncio.sleep(0)
    started = loop.time()
    last = max(await asyncio.gather(*tasks))
    return [(at - start) * 1000 for at in (started, last, loop.time())]


if __name__ == "__main__" and len(sys.argv) == 2:
    waits = array("I")
    with open(sys.argv[1], "rb") as file:
        waits.frombytes(file.read())
    print("ready", flush=True)
    sys.stdin.readline()
    print(asyncio.run(all_at_once(waits)), flush=True)
    sys.stdin.readline()
