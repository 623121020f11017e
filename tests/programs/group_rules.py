import asyncio

async def ok(): return 1
async def boom():
    raise ValueError("boom")

async def main():
    tg = asyncio.TaskGroup()
    c = ok()
    try:
        tg.create_task(c)
    except RuntimeError as e:
        print(str(e).split(">")[-1])
    async with tg:
        t = tg.create_task(ok(), name="inside")
    print(t.result(), t.get_name())
    c = ok()
    try:
        tg.create_task(c)
    except RuntimeError as e:
        print(str(e).split(">")[-1])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print("body cancelled")
                c = ok()
                try:
                    tg.create_task(c)
                except RuntimeError as e:
                    print(str(e).split(">")[-1])
                raise
    except* ValueError as eg:
        print(eg.exceptions)
    async def spawner(tg, depth):
        print("depth", depth)
        if depth:
            tg.create_task(spawner(tg, depth - 1))
    async with asyncio.TaskGroup() as tg:
        tg.create_task(spawner(tg, 3))
    print("all spawned")
    try:
        async with asyncio.TaskGroup() as outer:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(boom())
    except* ValueError as eg:
        print(repr(eg))

asyncio.run(main())
