import asyncio

async def step(n, delay, fail=False):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise ValueError(n)
        print("step", n)
        return n
    except asyncio.CancelledError:
        print("step", n, "cancelled")
        raise

async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(step(1, 2))
        b = tg.create_task(step(2, 1))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(step(3, 5))
            tg.create_task(step(4, 1, fail=True))
            tg.create_task(step(5, 0.5))
    except* ValueError as eg:
        print(eg.message, eg.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(step(6, 5))
            await asyncio.sleep(1)
            raise KeyError("body")
    except ExceptionGroup as eg:
        print(repr(eg))

asyncio.run(main())
