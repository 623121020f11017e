def countdown(n):
    while n:
        yield n
        n -= 1
    return "liftoff"
def delegate():
    r = yield from countdown(2)
    print("r", r)
    yield from "ab"
print(list(delegate()))
def avg():
    total = n = 0
    value = None
    while True:
        x = yield value
        total += x; n += 1
        value = total / n
a = avg(); next(a); print(a.send(10), a.send(20))
try:
    a.throw(ValueError("stop"))
except ValueError as e:
    print(e)
g = countdown(1)
print(next(g), next(g, "default"))
try:
    next(countdown(0))
except StopIteration as e:
    print("stop", e.value)
def bad():
    yield 1
    raise StopIteration
try:
    list(bad())
except RuntimeError as e:
    print(e)
print(sum(x * x for x in range(5)), list(zip(countdown(3), "xyz")), dict(enumerate("ab", 1)))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
from itertools import islice, takewhile, chain, count, accumulate, groupby, product, permutations, combinations, pairwise, zip_longest, repeat, cycle, starmap
print(list(islice(fib(), 10)), list(takewhile(lambda x: x < 20, fib())))
print(list(chain([1], "ab", chain.from_iterable([[2], [3]]))), list(islice(count(5, 2), 3)), list(accumulate([1, 2, 3])), [(k, list(v)) for k, v in groupby("aabbb")])
print(list(product("ab", [1, 2])), list(permutations([1, 2, 3], 2)), list(combinations("abc", 2)), list(pairwise([1, 2, 3])), list(zip_longest([1], [2, 3], fillvalue=0)), list(islice(cycle("ab"), 5)), list(repeat(1, 2)))
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(It()), 2 in It(), max(It()), [*It()], tuple(map(str, It())))
a, *b, c = It(); print(a, b, c)
gen = (i for i in range(3)); print(next(gen), list(gen), type(gen).__name__)
def finals():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
for x in finals():
    print(x)
    break
print("after")
