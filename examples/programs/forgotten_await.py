import asyncio

async def save(record):
    await asyncio.sleep(0.5)
    print("saved", record)

async def main():
    save("the first")         # makes a coroutine, and throws it away
    await save("the second")

asyncio.run(main())
