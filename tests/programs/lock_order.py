import asyncio

async def worker(name, lock):
    print(name, "wants")
    async with lock:
        print(name, "has")
        await asyncio.sleep(1)
    print(name, "released")

async def main():
    lock = asyncio.Lock()
    print(lock.locked())
    await asyncio.gather(*(worker(n, lock) for n in "abc"))
    await lock.acquire()
    print(lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)

asyncio.run(main())
