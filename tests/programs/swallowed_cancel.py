import asyncio

async def bad():
    while True:
        try:
            await asyncio.sleep(1)
            print("loop")
        except asyncio.CancelledError:
            print("swallowed")
            break
    print("still here")
    return "result"

async def broad():
    try:
        await asyncio.sleep(10)
    except Exception as e:
        print("never", e)

async def main():
    t = asyncio.create_task(bad())
    await asyncio.sleep(1.5)
    t.cancel()
    print(await t, t.cancelled())
    t = asyncio.create_task(broad())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled properly", t.cancelled())
    t = asyncio.create_task(broad())
    t.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(t.cancelled())

asyncio.run(main())
