import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, aclosing, nullcontext, ExitStack

@asynccontextmanager
async def res(n, fail=False):
    print("acquire", n)
    await asyncio.sleep(0.1)
    try:
        yield n
    except ValueError as e:
        print(n, "saw", e)
        raise
    finally:
        await asyncio.sleep(0.1)
        print("release", n)

async def agen():
    try:
        for i in range(5):
            yield i
            await asyncio.sleep(0.1)
    finally:
        print("agen closed")

async def main():
    async with AsyncExitStack() as stack:
        for i in range(3):
            print("have", await stack.enter_async_context(res(i)))
        stack.callback(print, "callback")
        stack.push_async_callback(asyncio.sleep, 0.1)
    try:
        async with res("a") as a, res("b") as b:
            print(a, b)
            raise ValueError("oops")
    except ValueError as e:
        print("main saw", e)
    async with aclosing(agen()) as g:
        async for x in g:
            print(x)
            if x == 1:
                break
    async with nullcontext(5) as v:
        print(v)
    t = asyncio.create_task(use())
    await asyncio.sleep(0.35)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", round(asyncio.get_running_loop().time(), 2))

async def use():
    async with res("x"), res("y"):
        await asyncio.sleep(10)

asyncio.run(main())
