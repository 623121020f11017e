import asyncio
from contextlib import asynccontextmanager

class Ticker:
    def __init__(self, n):
        self.n = n
    def __aiter__(self):
        return self
    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(1)
        return self.n

class Resource:
    async def __aenter__(self):
        print("open")
        await asyncio.sleep(1)
        return self
    async def __aexit__(self, exc_type, exc, tb):
        print("close", exc_type.__name__ if exc_type else None)
        return exc_type is KeyError

@asynccontextmanager
async def managed(name):
    print("enter", name)
    try:
        yield name.upper()
    finally:
        print("exit", name)

async def main():
    async for i in Ticker(3):
        print(i)
    else:
        print("else")
    async with Resource() as r, managed("m") as m:
        print(m)
    async with Resource():
        raise KeyError("swallowed")
    try:
        async with managed("bad"):
            raise ValueError("x")
    except ValueError as e:
        print("got", e)
    print([i async for i in Ticker(3) if i != 1])
    print({i: i * i async for i in Ticker(2)})

asyncio.run(main())
