import asyncio

async def hold(lock, t):
    async with lock:
        print("hold", t)
        await asyncio.sleep(t)

async def main():
    lock = asyncio.Lock()
    a = asyncio.create_task(hold(lock, 2))
    b = asyncio.create_task(hold(lock, 3))
    c = asyncio.create_task(hold(lock, 1))
    await asyncio.sleep(1)
    b.cancel()
    await asyncio.sleep(0)
    print(b.cancelled(), b.done())
    await asyncio.gather(a, c)
    print(asyncio.get_running_loop().time())

asyncio.run(main())
