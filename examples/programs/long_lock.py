import asyncio

lock = asyncio.Lock()
cache = {}

async def download(key):
    await asyncio.sleep(0.6)
    return key.upper()

async def holds_it_long(key):
    async with lock:
        cache[key] = await download(key)   # everybody waits for this download

async def holds_it_briefly(key):
    value = await download(key)
    async with lock:
        cache[key] = value

async def main():
    await asyncio.gather(*map(holds_it_long, "abc"))
    await asyncio.gather(*map(holds_it_briefly, "xyz"))
    print(cache)

asyncio.run(main())
