import asyncio
import inspect

async def add(a, b):
    await asyncio.sleep(0.1)
    return a + b

def sync(f):
    def wrapper(*args, **kwargs):
        return asyncio.run(f(*args, **kwargs))
    return wrapper

@sync
async def total(*numbers, start=0):
    for n in numbers:
        start = await add(start, n)
    return start

class Lazy:
    def __init__(self, n):
        self.n = n
    def __await__(self):
        yield from asyncio.sleep(0.1).__await__()
        return self.n * 2

async def use():
    print(await Lazy(21), inspect.iscoroutinefunction(add), inspect.isawaitable(Lazy(1)))
    c = add(1, 2)
    print(type(c).__name__, inspect.iscoroutine(c), c.__name__)
    c.close()
    try:
        asyncio.run(add(1, 2))
    except RuntimeError as e:
        print(e)
    try:
        await 5
    except TypeError as e:
        print(e)
    try:
        async with 5:
            pass
    except TypeError as e:
        print(str(e)[:60])
    try:
        for x in add(1, 1):
            pass
    except TypeError as e:
        print(e)

print(total(1, 2, 3, start=10))
asyncio.run(use())
with asyncio.Runner() as runner:
    print(runner.run(add(1, 1)), runner.run(add(2, 2)))
loop = asyncio.new_event_loop()
print(loop.run_until_complete(add(5, 5)))
loop.close()
print(loop.is_closed())
c = add(1, 2)
try:
    c.send(None)
except RuntimeError as e:
    print(e)
