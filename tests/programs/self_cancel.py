import asyncio

async def suicidal():
    asyncio.current_task().cancel("me")
    print("still running")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as e:
        print("got", e.args)
        raise

async def never_awaits():
    asyncio.current_task().cancel()
    return "returned anyway"

async def main():
    t = asyncio.create_task(suicidal())
    try:
        await t
    except asyncio.CancelledError as e:
        print("main", e.args)
    t = asyncio.create_task(never_awaits())
    try:
        print(await t)
    except asyncio.CancelledError:
        print("cancelled at return", t.cancelled())
    async with asyncio.timeout(0):
        pass
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("timeout 0")
    try:
        async with asyncio.timeout(-1):
            await asyncio.sleep(1)
    except TimeoutError:
        print("timeout -1")
    print(asyncio.current_task().cancelling())

asyncio.run(main())
