import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

def blocking(n):
    time.sleep(n)
    return n * 2

async def main():
    loop = asyncio.get_running_loop()
    t = loop.time()
    print(asyncio.get_event_loop() is loop, loop.is_running(), loop.is_closed())
    coros = [asyncio.sleep(d, result=d) for d in (0.3, 0.1, 0.2)]
    for c in asyncio.as_completed(coros):
        print(await c, end=" ")
    print(round(loop.time() - t, 1))
    async for t in asyncio.as_completed([asyncio.create_task(asyncio.sleep(d, d)) for d in (0.2, 0.1)]):
        print(t.done(), await t)

asyncio.run(main())
