import asyncio

async def runner(n, barrier):
    await asyncio.sleep(n)
    print(n, "at the barrier")
    position = await barrier.wait()
    print(n, "passes", position)

async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(*(runner(n, barrier) for n in (2, 1, 3)))
    print(barrier.n_waiting, barrier.parties, barrier.broken)
    async def lonely():
        try:
            await barrier.wait()
        except asyncio.BrokenBarrierError as e:
            print("broken", e)
    t = asyncio.create_task(lonely())
    await asyncio.sleep(1)
    await barrier.abort()
    await t

asyncio.run(main())
