import asyncio

async def philosopher(i, forks, log):
    first, second = sorted((i, (i + 1) % len(forks)))
    for round in range(2):
        async with forks[first]:
            await asyncio.sleep(0.01)
            async with forks[second]:
                log.append(f"{i}.{round}")
                await asyncio.sleep(0.1)

async def barrier_demo(n):
    barrier = asyncio.Barrier(n)
    order = []
    async def part(i):
        await asyncio.sleep(i / 10)
        order.append(f"arrive {i}")
        async with barrier as position:
            order.append(f"go {i} at {position}")
    await asyncio.gather(*(part(i) for i in range(n)))
    return order

async def main():
    forks, log = [asyncio.Lock() for _ in range(5)], []
    async with asyncio.TaskGroup() as tg:
        for i in range(5):
            tg.create_task(philosopher(i, forks, log))
    print(log, [f.locked() for f in forks])
    print(await barrier_demo(3))
    cond, items = asyncio.Condition(), []
    async def consumer(name):
        async with cond:
            while not items:
                await cond.wait()
            return name, items.pop(0)
    tasks = [asyncio.create_task(consumer(n)) for n in "abc"]
    await asyncio.sleep(0)
    async with cond:
        items.extend([1, 2])
        cond.notify(2)
    await asyncio.sleep(0)
    async with cond:
        items.append(3)
        cond.notify()
    print(await asyncio.gather(*tasks))

asyncio.run(main())
