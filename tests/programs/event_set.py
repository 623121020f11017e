import asyncio

async def waiter(name, event):
    print(name, "waits")
    await event.wait()
    print(name, "goes")

async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(n, event)) for n in "xyz"]
    await asyncio.sleep(1)
    print("set", event.is_set())
    event.set()
    await asyncio.gather(*tasks)
    event.clear()
    try:
        async with asyncio.timeout(1):
            await event.wait()
    except TimeoutError:
        print("never", event.is_set())

asyncio.run(main())
