import asyncio

class Ticker:
    def __init__(self, delay, to):
        self.delay, self.to, self.i = delay, to, 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        i = self.i
        if i >= self.to:
            raise StopAsyncIteration
        self.i += 1
        if i:
            await asyncio.sleep(self.delay)
        return i

async def chain(*iterables):
    for it in iterables:
        async for x in it:
            yield x

async def enumerate_async(aiterable, start=0):
    n = start
    async for x in aiterable:
        yield n, x
        n += 1

async def take(n, aiterable):
    out = []
    async for x in aiterable:
        out.append(x)
        if len(out) == n:
            break
    return out

async def main():
    print([x async for x in Ticker(0.1, 4)])
    print({k: v async for k, v in enumerate_async(Ticker(0.1, 3), 10)})
    print(await take(5, chain(Ticker(0.1, 3), Ticker(0.2, 10))))
    async for n, x in enumerate_async(chain(Ticker(0, 2), Ticker(0, 2))):
        print(n, x, end="; ")
    else:
        print("end")
    print(sorted({x % 2 async for x in Ticker(0, 6)}))
    loop = asyncio.get_running_loop()
    print(round(loop.time(), 1) > 0)

asyncio.run(main())
