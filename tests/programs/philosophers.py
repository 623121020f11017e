import asyncio

async def philosopher(i, forks, log):
    left, right = sorted((i, (i + 1) % len(forks)))
    for _ in range(2):
        async with forks[left]:
            async with forks[right]:
                log.append(i)
                print(f"{i} eats")
                await asyncio.sleep(1)
        await asyncio.sleep(0.5)

async def main():
    forks = [asyncio.Lock() for _ in range(5)]
    log = []
    await asyncio.gather(*[philosopher(i, forks, log) for i in range(5)])
    print(sorted(log), asyncio.get_running_loop().time())

asyncio.run(main())
