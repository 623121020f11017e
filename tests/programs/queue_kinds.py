import asyncio

async def main():
    pq = asyncio.PriorityQueue()
    for item in [(3, "c"), (1, "a"), (2, "b")]:
        await pq.put(item)
    while not pq.empty():
        print(await pq.get())
    lq = asyncio.LifoQueue()
    for i in range(3):
        lq.put_nowait(i)
    print([lq.get_nowait() for _ in range(3)])
    q = asyncio.Queue()
    async def getter():
        try:
            while True:
                print("item", await q.get())
        except asyncio.QueueShutDown:
            print("shut down")
    t = asyncio.create_task(getter())
    await q.put(1)
    await asyncio.sleep(0)
    q.shutdown()
    await t
    try:
        await q.put(2)
    except asyncio.QueueShutDown as e:
        print(repr(e))
    try:
        q.task_done(); q.task_done()
    except ValueError as e:
        print(e)

asyncio.run(main())
