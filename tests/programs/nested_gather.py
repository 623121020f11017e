import asyncio

async def f(n, fail=False):
    try:
        await asyncio.sleep(n)
    except asyncio.CancelledError:
        print("cancel", n)
        raise
    if fail:
        raise RuntimeError(n)
    print("f", n)
    return n

async def main():
    r = await asyncio.gather(f(1), asyncio.gather(f(2), f(1)), f(3), return_exceptions=True)
    print(r)
    try:
        await asyncio.gather(f(5), asyncio.gather(f(1, True), f(4)))
    except RuntimeError as e:
        print("error", e)
    await asyncio.sleep(6)
    r = await asyncio.gather(asyncio.gather(f(1, True), f(2)), f(1), return_exceptions=True)
    print(r)
    t = asyncio.create_task(f(1))
    a, b = await asyncio.gather(t, t)
    print(a, b)
    c = f(2)
    print(await asyncio.gather(c, c))
    g = asyncio.gather(f(10), f(11))
    try:
        await asyncio.wait_for(g, 1)
    except TimeoutError:
        print("timed out", g.cancelled())

asyncio.run(main())
