import asyncio

async def replica(name, delay):
    try:
        await asyncio.sleep(delay)
        return name
    except asyncio.CancelledError:
        print(f"{name} cancelled")
        raise

async def first(*coros):
    tasks = [asyncio.create_task(c) for c in coros]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for t in pending:
        t.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done.pop().result()

async def main():
    print("winner:", await first(replica("slow", 3), replica("fast", 1)))
    print(asyncio.get_running_loop().time())

asyncio.run(main())
