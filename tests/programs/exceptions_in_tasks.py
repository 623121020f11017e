import asyncio

async def bad():
    await asyncio.sleep(1)
    raise RuntimeError("bad task")

async def main():
    t = asyncio.create_task(bad())
    await asyncio.sleep(2)
    print(t.done(), repr(t.exception()))
    try:
        await t
    except RuntimeError as e:
        print("again", e)
    try:
        t.result()
    except RuntimeError as e:
        print("result", e)
    async def chain():
        try:
            await bad()
        except RuntimeError as e:
            raise ValueError("wrapped") from e
    try:
        await chain()
    except ValueError as e:
        print(e, "<-", e.__cause__)

asyncio.run(main())
