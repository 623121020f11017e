import asyncio

async def count(name, n):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)

async def no_yield(name):
    async def inner():
        return name
    for i in range(3):
        print(await inner(), i)

async def main():
    await asyncio.gather(count("a", 3), no_yield("n"), count("b", 2))
    print(await asyncio.sleep(0, "result"), await asyncio.sleep(1, result=[1]))

asyncio.run(main())
