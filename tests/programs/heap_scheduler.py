import asyncio, heapq, itertools

class Scheduler:
    def __init__(self):
        self.queue, self.counter = [], itertools.count()

    def at(self, when, job, *args):
        heapq.heappush(self.queue, (when, next(self.counter), job, args))

    async def run(self):
        loop = asyncio.get_running_loop()
        start = loop.time()
        while self.queue:
            when, _, job, args = heapq.heappop(self.queue)
            delay = start + when - loop.time()
            if delay > 0:
                await asyncio.sleep(delay)
            result = job(*args)
            if asyncio.iscoroutine(result):
                result = await result
            print(f"{when:4.1f}", job.__name__, result)

async def fetch(what):
    await asyncio.sleep(0.2)
    return what * 2

def add(a, b=1, *, c=0):
    return a + b + c

async def main():
    s = Scheduler()
    s.at(0.5, fetch, "ab")
    s.at(0.1, add, 1, 2)
    s.at(0.5, add, 5)
    s.at(0.3, lambda: [x ** 2 for x in range(4)])
    s.at(0.0, max, 3, 9, 4)
    await s.run()

asyncio.run(main())
