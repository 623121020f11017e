import asyncio

async def fail(delay, error):
    await asyncio.sleep(delay)
    raise error

async def ok(delay, value):
    try:
        await asyncio.sleep(delay)
        print("ok", value)
        return value
    except asyncio.CancelledError:
        print("cancelled", value)
        raise

async def main():
    try:
        await asyncio.gather(ok(1, "a"), fail(2, ValueError("boom")), ok(3, "b"))
    except ValueError as e:
        print("caught", repr(e))
    await asyncio.sleep(5)
    results = await asyncio.gather(ok(1, 1), fail(2, KeyError("k")), ok(3, 2), return_exceptions=True)
    print(results)
    for r in results:
        print(type(r).__name__, isinstance(r, Exception))

asyncio.run(main())
