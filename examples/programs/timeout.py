import asyncio

async def query():
    print("connection opened")
    try:
        await asyncio.sleep(10)
    finally:
        # Runs however the wait ends, and may itself wait a little.
        await asyncio.sleep(0.3)
        print("connection closed")

async def main():
    try:
        async with asyncio.timeout(1):
            await query()
    except TimeoutError:
        print("gave up after", round(asyncio.get_running_loop().time(), 1) - 0.3, "s")

asyncio.run(main())
