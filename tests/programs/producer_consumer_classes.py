import asyncio
import random
from dataclasses import dataclass

@dataclass
class Job:
    id: int
    cost: float
    retries: int = 0

class Pool:
    def __init__(self, size):
        self.size = size
        self.queue = asyncio.Queue()
        self.done = []

    async def __aenter__(self):
        self.workers = [asyncio.create_task(self._work(i)) for i in range(self.size)]
        return self

    async def __aexit__(self, *exc):
        await self.queue.join()
        for w in self.workers:
            w.cancel()
        await asyncio.gather(*self.workers, return_exceptions=True)

    async def _work(self, n):
        while True:
            job = await self.queue.get()
            try:
                await asyncio.sleep(job.cost)
                if random.random() < 0.3 and job.retries < 2:
                    job.retries += 1
                    await self.queue.put(job)
                    print(f"worker {n}: retry {job}")
                else:
                    self.done.append(job.id)
                    print(f"worker {n}: finished job {job.id}")
            finally:
                self.queue.task_done()

async def main():
    random.seed(3)
    async with Pool(2) as pool:
        for i in range(6):
            await pool.queue.put(Job(i, random.randint(1, 3)))
    print(sorted(pool.done), len(pool.done))

asyncio.run(main())
