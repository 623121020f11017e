import asyncio

async def important():
    try:
        await asyncio.sleep(3)
        print("important done")
        return "ok"
    except asyncio.CancelledError:
        print("never")

async def main():
    task = asyncio.create_task(important())
    try:
        await asyncio.wait_for(asyncio.shield(task), 1)
    except TimeoutError:
        print("gave up waiting", task.done())
    print(await task)
    outer = asyncio.shield(asyncio.sleep(1, "x"))
    print(await outer)

asyncio.run(main())
