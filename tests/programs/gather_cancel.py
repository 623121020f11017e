import asyncio

async def child(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("child", n, "cancelled", e.args)
        raise
    finally:
        print("child", n, "finally")

async def main():
    g = asyncio.gather(child(1), child(2), return_exceptions=False)
    await asyncio.sleep(1)
    print("cancel:", g.cancel())
    try:
        await g
    except asyncio.CancelledError:
        print("gather cancelled", g.cancelled(), g.done())
    t = asyncio.create_task(child(3))
    await asyncio.sleep(0)
    t.cancel("stop it")
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args, t.cancelled())

asyncio.run(main())
