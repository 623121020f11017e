import asyncio

async def worker(name, log):
    try:
        while True:
            log.append(name)
            await asyncio.sleep(0.1)
    except asyncio.CancelledError:
        log.append(f"{name}!")
        raise
    finally:
        log.append(f"{name}.")

async def main():
    log = []
    t = asyncio.create_task(worker("a", log))
    await asyncio.sleep(0.25)
    t.cancel("stop it")
    try:
        await t
    except asyncio.CancelledError as e:
        print(log, e.args, t.cancelled(), t.cancelling())
    log.clear()
    async with asyncio.TaskGroup() as tg:
        x = tg.create_task(worker("x", log))
        await asyncio.sleep(0.15)
        x.cancel()
    print(log, x.cancelled())
    log.clear()
    try:
        async with asyncio.timeout(0.15):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(worker("p", log))
                tg.create_task(worker("q", log))
    except TimeoutError:
        print(log)
    async def shy():
        me = asyncio.current_task()
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("uncancel", me.cancelling(), me.uncancel())
        return "survived"
    s = asyncio.create_task(shy())
    await asyncio.sleep(0)
    s.cancel()
    print(await s, s.cancelled())
    never = asyncio.create_task(shy())
    never.cancel()
    await asyncio.wait([never])
    print(never.cancelled(), never.done())
    try:
        never.result()
    except asyncio.CancelledError:
        print("no result")

asyncio.run(main())
