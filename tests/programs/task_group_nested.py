import asyncio

async def fail(after, error):
    await asyncio.sleep(after)
    raise error

async def inner():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(fail(1, OSError("disk")))
        tg.create_task(fail(1, ValueError("value")))

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(inner())
            tg.create_task(fail(3, RuntimeError("late")))
    except* OSError as eg:
        print("os", eg.exceptions)
    except* (ValueError, RuntimeError) as eg:
        print("rest", eg.exceptions)
    try:
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(fail(1, TypeError("t")))
        except* ValueError:
            print("no")
    except BaseExceptionGroup as eg:
        print(type(eg).__name__, eg)

asyncio.run(main())
