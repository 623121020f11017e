import asyncio

async def producer(q, items):
    for i in items:
        await q.put(i)
        await asyncio.sleep(0.05)
    q.shutdown()

async def consumer(q, name, got):
    try:
        while True:
            got.append((name, await q.get()))
            q.task_done()
    except asyncio.QueueShutDown:
        got.append((name, "end"))

async def main():
    q, got = asyncio.Queue(2), []
    async with asyncio.TaskGroup() as tg:
        tg.create_task(producer(q, range(5)))
        tg.create_task(consumer(q, "a", got))
        tg.create_task(consumer(q, "b", got))
    print(got)
    try:
        await q.put(1)
    except asyncio.QueueShutDown as e:
        print(type(e).__name__)
    q2 = asyncio.Queue(1)
    q2.put_nowait("x")
    try:
        q2.put_nowait("y")
    except asyncio.QueueFull:
        print("full", q2.full(), q2.qsize(), q2.maxsize)
    getter = asyncio.create_task(q2.get())
    await asyncio.sleep(0)
    print(await getter, q2.empty())
    try:
        q2.task_done(); q2.task_done()
    except ValueError as e:
        print(e)
    try:
        await asyncio.wait_for(q2.get(), 0.1)
    except asyncio.TimeoutError:
        print("timeout")
    print(q2)

asyncio.run(main())
