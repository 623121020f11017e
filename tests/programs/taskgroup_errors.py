import asyncio

async def fail(after, error):
    await asyncio.sleep(after)
    raise error

async def ok(after, log):
    try:
        await asyncio.sleep(after)
        log.append("ok")
    except asyncio.CancelledError:
        log.append("cancelled")
        raise

async def main():
    log = []
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(0.1, ValueError("v")))
            tg.create_task(fail(0.1, KeyError("k")))
            tg.create_task(ok(0.05, log))
            tg.create_task(ok(1, log))
    except* ValueError as eg:
        print("values", eg.exceptions)
    except* KeyError as eg:
        print("keys", eg.exceptions)
    print(log)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(ok(0.5, log))
            raise RuntimeError("body")
    except ExceptionGroup as eg:
        print(repr(eg), eg.message, len(eg.exceptions))
        match = eg.subgroup(lambda e: isinstance(e, RuntimeError))
        print(match is not None, eg.split(TypeError)[0])
    try:
        try:
            raise ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])])
        except* ValueError as eg:
            print([e.args for e in eg.exceptions], eg)
    except ExceptionGroup as rest:
        print("left", rest, rest.exceptions[0].exceptions)
    tg = asyncio.TaskGroup()
    try:
        tg.create_task(c := ok(1, log))
    except RuntimeError as e:
        print(str(e).startswith("TaskGroup"), "has not been entered" in str(e))
        c.close()
    async with asyncio.TaskGroup() as tg:
        results = [tg.create_task(asyncio.sleep(0.1, i)) for i in range(3)]
    print([t.result() for t in results])

asyncio.run(main())
