import asyncio

async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(2) as t:
            await asyncio.sleep(10)
    except TimeoutError as e:
        print("timed out", loop.time(), t.expired(), repr(e))
    async with asyncio.timeout(5) as t:
        await asyncio.sleep(1)
    print("in time", t.expired())
    async with asyncio.timeout(None) as t:
        t.reschedule(loop.time() + 3)
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print("inside: cancelled")
            raise
    print("not reached")

try:
    asyncio.run(main())
except TimeoutError as e:
    print("outer", repr(e), repr(e.__cause__))
