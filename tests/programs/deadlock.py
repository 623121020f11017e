import asyncio

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    async def first():
        async with a:
            await asyncio.sleep(1)
            print("first wants b")
            async with b:
                print("never")
    async def second():
        async with b:
            await asyncio.sleep(1)
            print("second wants a")
            async with a:
                print("never")
    await asyncio.gather(first(), second())

asyncio.run(main())
