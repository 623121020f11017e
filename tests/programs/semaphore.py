import asyncio

async def fetch(n, sem):
    async with sem:
        print("start", n, asyncio.get_running_loop().time())
        await asyncio.sleep(1 + n % 2)
        print("end", n)

async def main():
    sem = asyncio.Semaphore(2)
    await asyncio.gather(*[fetch(n, sem) for n in range(6)])
    print(sem.locked())
    b = asyncio.BoundedSemaphore(1)
    await b.acquire()
    b.release()
    try:
        b.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)

asyncio.run(main())
