import asyncio

async def leaf(n):
    await asyncio.sleep(n / 10)
    if n == 3:
        raise ValueError(f"leaf {n}")
    return n

async def main():
    inner = asyncio.gather(leaf(1), leaf(2))
    outer = asyncio.gather(inner, leaf(4), return_exceptions=True)
    print(await outer)
    print(await asyncio.gather())
    same = asyncio.ensure_future(leaf(1))
    print(await asyncio.gather(same, same, leaf(1)))
    try:
        await asyncio.gather(leaf(3), leaf(5))
    except ValueError as e:
        print("caught", e)
    pending = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
    print(len(pending))
    g = asyncio.gather(leaf(6), leaf(7))
    await asyncio.sleep(0.1)
    print(g.cancel(), g.done())
    try:
        await g
    except asyncio.CancelledError:
        print("gather cancelled", g.cancelled())
    results = await asyncio.gather(leaf(3), leaf(1), asyncio.sleep(0.05, "s"), return_exceptions=True)
    print([type(r).__name__ if isinstance(r, Exception) else r for r in results])

asyncio.run(main())
