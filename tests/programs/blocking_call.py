import asyncio
import time

async def ticker():
    for i in range(4):
        print(f"tick {i} at {time.monotonic():.1f}")
        await asyncio.sleep(0.5)

async def blocker():
    await asyncio.sleep(0.6)
    print("blocking")
    time.sleep(2)
    print("unblocked")

async def main():
    await asyncio.gather(ticker(), blocker())

asyncio.run(main())
