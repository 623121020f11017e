import asyncio
import random

async def worker(name, queue):
    while True:
        delay = await queue.get()
        await asyncio.sleep(delay)
        queue.task_done()
        print(f"{name} slept {delay:.2f}")

async def main():
    random.seed(42)
    queue = asyncio.Queue()
    total = 0
    for _ in range(8):
        d = random.uniform(0.05, 1.0)
        total += d
        queue.put_nowait(d)
    tasks = [asyncio.create_task(worker(f"worker-{i}", queue)) for i in range(3)]
    start = asyncio.get_running_loop().time()
    await queue.join()
    took = asyncio.get_running_loop().time() - start
    for t in tasks:
        t.cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(f"{took:.3f} of {total:.3f}")

asyncio.run(main())
