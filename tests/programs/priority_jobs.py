import asyncio
import heapq
from dataclasses import dataclass, field
from typing import Any

@dataclass(order=True)
class Item:
    priority: int
    data: Any = field(compare=False)

class Dispatcher:
    def __init__(self, *, workers=2):
        self.queue: asyncio.PriorityQueue[Item] = asyncio.PriorityQueue()
        self.workers = workers
        self.finished = []

    def submit(self, priority, data):
        self.queue.put_nowait(Item(priority, data))

    async def _worker(self, number):
        while not self.queue.empty():
            item = await self.queue.get()
            await asyncio.sleep(0.1 * item.priority)
            self.finished.append((number, item.data))
            self.queue.task_done()

    async def run(self):
        async with asyncio.TaskGroup() as group:
            for number in range(self.workers):
                group.create_task(self._worker(number), name=f"worker-{number}")
        return self.finished

async def main():
    d = Dispatcher(workers=2)
    for p, name in [(5, "low"), (1, "urgent"), (3, "mid"), (1, "urgent2"), (4, "later")]:
        d.submit(p, name)
    for number, data in await d.run():
        print(f"worker {number}: {data}")
    heap = [5, 3, 8, 1]
    heapq.heapify(heap)
    print(heapq.heappushpop(heap, 4), heapq.nsmallest(2, heap), heapq.nlargest(1, heap), sorted(heap))

asyncio.run(main())
