import asyncio
from collections.abc import AsyncIterator

SENTINEL = object()

async def stage(name, inbox, outbox, work):
    while (item := await inbox.get()) is not SENTINEL:
        result = await work(item)
        print(f"[{name}] {item} -> {result}")
        await outbox.put(result)
    await outbox.put(SENTINEL)

async def double(x):
    await asyncio.sleep(0.2)
    return x * 2

async def describe(x):
    await asyncio.sleep(0.1)
    return f"<{x}>"

async def main():
    a, b, c = (asyncio.Queue(maxsize=1) for _ in range(3))
    tasks = [asyncio.create_task(stage("double", a, b, double)), asyncio.create_task(stage("text", b, c, describe))]
    async def feed():
        for n in (1, 2, 3):
            await a.put(n)
        await a.put(SENTINEL)
    feeder = asyncio.create_task(feed())
    out = []
    while (item := await c.get()) is not SENTINEL:
        out.append(item)
    await asyncio.gather(feeder, *tasks)
    print(out)

asyncio.run(main())
