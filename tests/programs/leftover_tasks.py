import asyncio

async def background(n):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("background", n, "cancelled at the end")
        await asyncio.sleep(1)
        print("background", n, "clean")

async def main():
    tasks = [asyncio.create_task(background(n)) for n in range(1)]
    await asyncio.sleep(1)
    print("main ends")

asyncio.run(main())
print("after run")
