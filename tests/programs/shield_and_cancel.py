import asyncio

async def save():
    print("saving")
    await asyncio.sleep(2)
    print("saved")
    return "disk"

async def request():
    t = asyncio.create_task(save())
    try:
        return await asyncio.shield(t)
    except asyncio.CancelledError:
        print("request cancelled, save goes on")
        result = await t
        print("waited for", result)
        raise

async def main():
    r = asyncio.create_task(request())
    await asyncio.sleep(1)
    r.cancel()
    try:
        await r
    except asyncio.CancelledError:
        print("main sees cancel", r.cancelled())
    inner = asyncio.create_task(asyncio.sleep(5))
    s = asyncio.shield(inner)
    s.cancel()
    await asyncio.sleep(0)
    print(s.cancelled(), inner.cancelled(), inner.done())
    inner.cancel()
    s2 = asyncio.shield(inner)
    try:
        await s2
    except asyncio.CancelledError:
        print("inner cancelled", s2.cancelled())

asyncio.run(main())
