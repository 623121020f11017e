import asyncio
import time

def compress(name):
    time.sleep(0.8)           # a library that knows nothing of asyncio
    print("compressed", name)

async def heartbeat():
    for _ in range(8):
        await asyncio.sleep(0.25)

async def main():
    beat = asyncio.create_task(heartbeat(), name="heartbeat")
    compress("a")             # nothing else can happen meanwhile
    await asyncio.to_thread(compress, "b")
    await beat

asyncio.run(main())
