import asyncio

async def f(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError("two")
    return n

async def main():
    tasks = [asyncio.create_task(f(n)) for n in (3, 1, 2)]
    for c in asyncio.as_completed(tasks):
        try:
            print(await c)
        except ValueError as e:
            print("error", e)
    tasks = [asyncio.create_task(f(n), name=str(n)) for n in (3, 1)]
    async for t in asyncio.as_completed(tasks):
        print(t.get_name(), t.result(), t in tasks)
    try:
        for c in asyncio.as_completed([asyncio.create_task(f(5))], timeout=1):
            await c
    except TimeoutError:
        print("timeout")

asyncio.run(main())
