import asyncio

async def slow(n):
    try:
        await asyncio.sleep(n)
        print("slow", n)
    finally:
        print("slow out", n)

async def main():
    try:
        async with asyncio.timeout(2):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(slow(1))
                tg.create_task(slow(5))
    except TimeoutError:
        print("timeout")
    async def parent():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(slow(10))
    p = asyncio.create_task(parent())
    await asyncio.sleep(1)
    p.cancel()
    try:
        await p
    except asyncio.CancelledError:
        print("parent cancelled", p.cancelled())

asyncio.run(main())
