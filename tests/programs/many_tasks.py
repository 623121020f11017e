import asyncio

async def tiny(i):
    await asyncio.sleep(i % 10 / 10)
    return i

async def main():
    results = await asyncio.gather(*(tiny(i) for i in range(1000)))
    print(sum(results), len(results), round(asyncio.get_running_loop().time(), 2))
    done, pending = await asyncio.wait([asyncio.create_task(tiny(i)) for i in range(100)], timeout=0.45)
    print(len(done), len(pending))
    for p in pending:
        p.cancel()

asyncio.run(main())
