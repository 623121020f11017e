import asyncio

async def inner():
    await asyncio.sleep(1)
    raise ValueError("deep")

async def main():
    print("before")
    await inner()
    print("never")

asyncio.run(main())
