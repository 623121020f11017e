import asyncio

class AsyncCounter:
    def __init__(self, stop):
        self.stop = stop
    async def __aiter__(self):
        pass

class Stream:
    def __init__(self, data):
        self.data = iter(data)
    def __aiter__(self):
        return self
    async def __anext__(self):
        try:
            item = next(self.data)
        except StopIteration:
            raise StopAsyncIteration from None
        await asyncio.sleep(0)
        return item

class Awaitable:
    def __init__(self, v): self.v = v
    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        return self.v

async def main():
    print(await Awaitable(5))
    print(await asyncio.gather(Awaitable(1), Awaitable(2)))
    async with asyncio.timeout(5):
        print(await asyncio.wait_for(Awaitable(3), 2))
    rows = [f"{a}{b}" async for a in Stream("ab") for b in "12" if a + b != "a2"]
    print(rows)
    total = 0
    async for ch in Stream([1, 2, 3]):
        if ch == 2:
            continue
        total += ch
    else:
        print("total", total)
    print({x async for x in Stream([1, 1, 2])}, (await asyncio.sleep(0, 1)) + 1, [await asyncio.sleep(0, i) for i in range(3)])
    f = lambda: asyncio.sleep(0, "lambda")
    print(await f())

asyncio.run(main())
