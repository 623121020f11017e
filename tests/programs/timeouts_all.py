import asyncio

async def slow(n):
    try:
        await asyncio.sleep(n)
        return n
    except asyncio.CancelledError as e:
        print("slow", n, "cancelled", e.args)
        raise

async def main():
    loop = asyncio.get_running_loop()
    t0 = loop.time()
    try:
        await asyncio.wait_for(slow(5), 1)
    except TimeoutError as e:
        print("wait_for", repr(e), round(loop.time() - t0, 2))
    async with asyncio.timeout(None) as cm:
        await asyncio.sleep(0.5)
        cm.reschedule(loop.time() + 1)
        print(cm.expired(), cm.when() is not None)
    try:
        async with asyncio.timeout_at(loop.time() + 0.3):
            await asyncio.gather(slow(1), slow(2))
    except TimeoutError:
        print("timeout_at", round(loop.time() - t0, 2))
    try:
        async with asyncio.timeout(1):
            async with asyncio.timeout(0.2):
                await slow(9)
    except TimeoutError:
        print("inner", round(loop.time() - t0, 2))
    task = asyncio.create_task(slow(3))
    done, pending = await asyncio.wait({task}, timeout=0.1)
    print(len(done), len(pending))
    print(await asyncio.wait_for(task, None), await asyncio.wait_for(slow(0.1), 1))
    try:
        await asyncio.wait_for(slow(1), 0)
    except TimeoutError:
        print("zero")
    fut = loop.create_future()
    loop.call_later(0.2, fut.set_result, "set")
    print(await asyncio.wait_for(fut, 1), round(loop.time() - t0, 2))

asyncio.run(main())
