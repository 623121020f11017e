import asyncio

async def work(name, polite):
    for step in range(3):
        await compute(name, step)
        if polite:
            await asyncio.sleep(0)

async def compute(name, step):
    # There is nothing to wait for in here, so awaiting it gives nobody a turn.
    print(name, "step", step)

async def main():
    print("awaits that do not yield:")
    await asyncio.gather(work("a", False), work("b", False))
    print("with a turn for others:")
    await asyncio.gather(work("a", True), work("b", True))

asyncio.run(main())
