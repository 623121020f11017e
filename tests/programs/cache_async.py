import asyncio
from functools import lru_cache, cache, cached_property, reduce, partial, total_ordering

class AsyncCache:
    def __init__(self):
        self.tasks = {}
        self.misses = 0

    async def get(self, key):
        if key not in self.tasks:
            self.misses += 1
            self.tasks[key] = asyncio.create_task(self.load(key))
        return await asyncio.shield(self.tasks[key])

    async def load(self, key):
        await asyncio.sleep(0.5)
        return key * 10

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))
    def __eq__(self, other):
        return self.parts == other.parts
    def __lt__(self, other):
        return self.parts < other.parts
    def __hash__(self):
        return hash(self.parts)
    @cached_property
    def major(self):
        print("computing")
        return self.parts[0]

async def main():
    c = AsyncCache()
    print(await asyncio.gather(c.get(1), c.get(2), c.get(1)), c.misses)
    print(fib(80), fib.cache_info())
    a, b = Version("1.2.3"), Version("1.10")
    print(a < b, a >= b, a == Version("1.2.3"), max(a, b) is b, a.major, a.major, len({a, Version("1.2.3")}))
    print(reduce(lambda x, y: x * y, range(1, 6)), partial(pow, 2)(10), partial(print, "a", sep="-")("b"))

asyncio.run(main())
