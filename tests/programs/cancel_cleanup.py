import asyncio

async def worker():
    try:
        while True:
            print("tick")
            await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cleaning")
        await asyncio.sleep(0.5)
        print("clean")
        raise
    finally:
        print("finally")

async def stubborn():
    while True:
        try:
            await asyncio.sleep(2)
            return "finished"
        except asyncio.CancelledError:
            print("ignored", asyncio.current_task().cancelling())

async def main():
    t = asyncio.create_task(worker())
    await asyncio.sleep(2.5)
    print(t.cancel(), t.cancelling())
    try:
        await t
    except asyncio.CancelledError:
        print("main: cancelled", t.cancelled())
    s = asyncio.create_task(stubborn())
    await asyncio.sleep(1)
    s.cancel()
    print(await s, s.cancelled(), s.cancel(), s.cancelling(), s.uncancel())

asyncio.run(main())
