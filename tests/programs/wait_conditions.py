import asyncio

async def job(n, fail=False):
    await asyncio.sleep(n)
    if fail:
        raise RuntimeError(f"job {n}")
    return n

async def main():
    tasks = [asyncio.create_task(job(n), name=f"job-{n}") for n in (3, 1, 2)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))
    done, pending = await asyncio.wait(pending, timeout=0.5)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(pending)
    print(sorted(t.result() for t in done), pending)
    tasks = [asyncio.create_task(job(n, n == 2)) for n in (1, 2, 3)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for t in sorted(done, key=lambda t: t.get_name()):
        print(t.get_name(), t.exception())
    print(len(pending))
    for t in pending:
        t.cancel()
    try:
        await asyncio.wait([])
    except ValueError as e:
        print(e)
    try:
        await asyncio.wait([job(1)])
    except TypeError as e:
        print(e)

asyncio.run(main())
