import asyncio, random

class Pool:
    def __init__(self, size):
        self._free = asyncio.LifoQueue()
        for i in range(size):
            self._free.put_nowait(f"conn{i}")
        self.stats = {}

    def acquire(self):
        return _Lease(self)

class _Lease:
    def __init__(self, pool):
        self.pool = pool

    async def __aenter__(self):
        self.conn = await self.pool._free.get()
        self.pool.stats[self.conn] = self.pool.stats.get(self.conn, 0) + 1
        return self.conn

    async def __aexit__(self, t, v, tb):
        self.pool._free.put_nowait(self.conn)
        return t is ValueError

async def job(pool, n, rng):
    async with pool.acquire() as conn:
        await asyncio.sleep(rng.uniform(0.1, 0.5))
        if n % 4 == 3:
            raise ValueError(n)
        return n, conn

async def main():
    rng = random.Random(5)
    pool = Pool(3)
    results = await asyncio.gather(*(job(pool, n, rng) for n in range(10)))
    print(results)
    print(dict(sorted(pool.stats.items())), pool._free.qsize(), pool._free.empty())
    sem = asyncio.BoundedSemaphore(1)
    async with sem:
        print(sem.locked())
    try:
        sem.release()
    except ValueError as e:
        print(e)
    pq = asyncio.PriorityQueue()
    for item in [(2, "b"), (1, "z"), (1, "a"), (3, "")]:
        pq.put_nowait(item)
    print([pq.get_nowait() for _ in range(pq.qsize())])
    try:
        pq.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))

asyncio.run(main())
