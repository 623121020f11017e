import asyncio
from contextlib import asynccontextmanager, AsyncExitStack, ExitStack, contextmanager, closing

@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name
    except RuntimeError as e:
        print("swallowed", e)
    finally:
        print(f"</{name}>")

class Channel:
    def __init__(self):
        self.queues = {}

    @asynccontextmanager
    async def subscribe(self):
        q = asyncio.Queue()
        self.queues[id(q)] = q
        try:
            yield q
        finally:
            del self.queues[id(q)]

    def publish(self, x):
        for q in list(self.queues.values()):
            q.put_nowait(x)

async def reader(ch, n, out):
    async with ch.subscribe() as q:
        for _ in range(n):
            out.append((n, await q.get()))

async def main():
    with tag("a") as a, tag("b"):
        print("in", a)
    with tag("c"):
        raise RuntimeError("oops")
    ch, out = Channel(), []
    readers = [asyncio.create_task(reader(ch, n, out)) for n in (1, 2, 3)]
    await asyncio.sleep(0)
    for i in range(4):
        ch.publish(i)
        await asyncio.sleep(0)
    await asyncio.wait(readers)
    print(sorted(out), len(ch.queues))
    async with AsyncExitStack() as stack:
        q1 = await stack.enter_async_context(ch.subscribe())
        stack.callback(lambda: print("left", len(ch.queues)))
        print(len(ch.queues), q1.empty())
    with ExitStack() as s:
        names = [s.enter_context(tag(n)) for n in "xy"]
        print(names)

asyncio.run(main())
