import asyncio
from collections import defaultdict

class Bus:
    def __init__(self):
        self.subs = defaultdict(set)
        self.order = []

    def subscribe(self, topic, maxsize=0):
        q = asyncio.Queue(maxsize)
        self.subs[topic].add(q)
        self.order.append(q)
        return q

    async def publish(self, topic, msg):
        for q in self.order:
            if q in self.subs[topic]:
                await q.put(msg)

async def reader(name, q, delay):
    while (msg := await q.get()) != "quit":
        print(f"{name}: {msg}")
        await asyncio.sleep(delay)
    print(f"{name} quits")

async def main():
    bus = Bus()
    readers = [asyncio.create_task(reader(n, bus.subscribe(t, 1), d)) for n, t, d in (("slow", "news", 2), ("fast", "news", 0.1), ("sport", "sport", 1))]
    for i in range(3):
        await bus.publish("news", f"n{i}")
        await bus.publish("sport", f"s{i}")
        print("published", i, f"{asyncio.get_running_loop().time():.1f}")
    for t in ("news", "sport"):
        await bus.publish(t, "quit")
    await asyncio.gather(*readers)

asyncio.run(main())
