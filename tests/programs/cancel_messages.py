import asyncio

async def f():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError as e:
        print("in f", e.args, str(e))
        raise

async def outer(t):
    try:
        await t
    except asyncio.CancelledError as e:
        print("outer", e.args)
        raise

async def main():
    t = asyncio.create_task(f())
    o = asyncio.create_task(outer(t))
    await asyncio.sleep(1)
    o.cancel("from above")
    try:
        await o
    except asyncio.CancelledError as e:
        print("main", e.args, t.cancelled(), o.cancelled())
    t = asyncio.create_task(f())
    t.cancel()
    try:
        await t
    except asyncio.CancelledError as e:
        print("before it began", e.args)

asyncio.run(main())
