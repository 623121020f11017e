import asyncio, time
from collections import deque

class Window:
    def __init__(self, limit, per):
        self.limit, self.per, self.calls = limit, per, deque()

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            while self.calls and now - self.calls[0] >= self.per:
                self.calls.popleft()
            if len(self.calls) < self.limit:
                break
            await asyncio.sleep(self.per - (now - self.calls[0]))
        self.calls.append(loop.time())
        return self

    async def __aexit__(self, *exc):
        return False

async def call(window, n, log, start):
    async with window:
        log.append((n, round(time.monotonic() - start, 2)))

async def main():
    log, window, start = [], Window(3, 1.0), time.monotonic()
    await asyncio.gather(*(call(window, n, log, start) for n in range(8)))
    for n, at in log:
        print(n, at)

asyncio.run(main())
