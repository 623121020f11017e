import asyncio

async def job(name, seconds, fails=False):
    await asyncio.sleep(seconds)
    if fails:
        raise ValueError(name)
    print(name, "is done")

async def main():
    try:
        await asyncio.gather(job("a", 0.5, fails=True), job("b", 1))
    except ValueError as error:
        print("gather:", error, "failed, and b goes on")
    await asyncio.sleep(1)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job("c", 0.5, fails=True))
            group.create_task(job("d", 1))
    except* ValueError as errors:
        print("group:", errors.exceptions[0], "failed, and d was cancelled")

asyncio.run(main())
