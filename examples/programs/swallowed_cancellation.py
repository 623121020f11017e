import asyncio

async def stubborn():
    while True:
        try:
            await asyncio.sleep(0.5)
        except asyncio.CancelledError:
            print("cancelled? I go on")     # the mistake: it is not raised again
            return await asyncio.sleep(1)

async def fair():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled: I tidy up")
        raise

async def main():
    tasks = [asyncio.create_task(stubborn()), asyncio.create_task(fair())]
    await asyncio.sleep(0.7)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    for task in tasks:
        print(task.get_coro().__name__, "was cancelled:", task.cancelled())

asyncio.run(main())
