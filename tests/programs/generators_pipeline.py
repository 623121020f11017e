import asyncio

def reader(n):
    received = []
    while len(received) < n:
        received.append((yield len(received)))
    return received

def delegator(n):
    first = yield from reader(n)
    second = yield from reader(1)
    return first + second

def flatten(nested):
    for x in nested:
        if isinstance(x, (list, tuple)):
            yield from flatten(x)
        else:
            yield x

class Tree:
    def __init__(self, value, *children):
        self.value, self.children = value, children
    def __iter__(self):
        yield self.value
        for c in self.children:
            yield from c
    def __len__(self):
        return sum(1 for _ in self)
    def __contains__(self, v):
        return any(v == x for x in self)

async def stage(source, fn, delay):
    async for x in source:
        await asyncio.sleep(delay)
        yield fn(x)

async def numbers(n):
    for i in range(n):
        yield i

async def main():
    g = delegator(2)
    next(g)
    out = []
    try:
        for v in "abc":
            out.append(g.send(v))
    except StopIteration as stop:
        print(out, stop.value)
    print(list(flatten([1, [2, (3, [4, []])], 5])))
    t = Tree(1, Tree(2, Tree(3)), Tree(4))
    print(list(t), len(t), 3 in t, 9 in t, max(t), [*t], (a := sum(t)), a)
    pipeline = stage(stage(numbers(4), lambda x: x * x, 0.1), str, 0.2)
    print([x async for x in pipeline], round(asyncio.get_running_loop().time(), 2) > 1)
    squares = (x * x for x in range(10) if x % 2)
    print(next(squares), sum(squares), next(squares, "done"))
    first, *middle, last = range(6)
    print(first, middle, last, *map(lambda p: p[0] + p[1], zip("ab", "cd")))

asyncio.run(main())
