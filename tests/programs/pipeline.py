import asyncio

async def source(out, n):
    for i in range(n):
        await asyncio.sleep(0.1)
        await out.put(i)
    await out.put(None)

async def stage(inp, out, fn):
    while True:
        item = await inp.get()
        if item is None:
            await out.put(None)
            return
        await out.put(fn(item))

async def sink(inp):
    result = []
    while (item := await inp.get()) is not None:
        result.append(item)
    return result

async def main():
    a, b, c = (asyncio.Queue(2) for _ in range(3))
    results = await asyncio.gather(
        source(a, 5),
        stage(a, b, lambda x: x * x),
        stage(b, c, lambda x: f"<{x}>"),
        sink(c),
    )
    print(results[-1])

asyncio.run(main())
