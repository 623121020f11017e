import asyncio

async def worker(name, delay):
    print(f"{name} starts")
    await asyncio.sleep(delay)
    print(f"{name} ends after {delay}")
    return name.upper()

async def main():
    results = await asyncio.gather(worker("a", 3), worker("b", 1), worker("c", 2))
    print(results)
    print(await asyncio.gather())
    coros = [worker(str(n), 1) for n in range(3)]
    for result in await asyncio.gather(*coros):
        print(result)

asyncio.run(main())
