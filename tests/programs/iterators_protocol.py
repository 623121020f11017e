class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return CountIter(self.n)
    def __len__(self): return self.n
    def __getitem__(self, i):
        if isinstance(i, slice): return "slice"
        if i >= self.n: raise IndexError(i)
        return self.n - i
class CountIter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
class OldStyle:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
c = Countdown(3)
print(list(c), list(c), sum(c), max(c), 2 in c, [*c], sorted(c), tuple(c), set(c) == {1, 2, 3}, list(OldStyle()), 20 in OldStyle(), list(zip(c, OldStyle())), c[0], list(reversed(c)), dict(zip("abc", c)), list(map(lambda x: x * 2, c)), any(x > 2 for x in c))
it = iter(c); print(next(it), next(it), next(it), next(it, "done"), list(it))
a, *rest = c; print(a, rest); print(*c, sep="-")
for i, x in enumerate(c):
    if i == 1: break
else:
    print("no")
print(i, x)
class Tree:
    def __init__(self, v, left=None, right=None): self.v, self.left, self.right = v, left, right
    def __iter__(self):
        if self.left: yield from self.left
        yield self.v
        if self.right: yield from self.right
t = Tree(4, Tree(2, Tree(1), Tree(3)), Tree(5)); print(list(t), sum(t), 3 in t)
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
from itertools import islice, takewhile
print(list(islice(primes(), 10)), list(takewhile(lambda p: p < 30, primes())))
def chunks(seq, n):
    for i in range(0, len(seq), n): yield seq[i:i + n]
print(list(chunks("abcdefg", 3)), [sum(c) for c in chunks(list(range(6)), 2)])
def flatten(x):
    for y in x:
        if isinstance(y, list): yield from flatten(y)
        else: yield y
print(list(flatten([1, [2, [3, [4]]], 5])))
def echo():
    while True:
        try:
            x = yield
            print("got", x)
        except ValueError as e:
            print("error", e)
        except GeneratorExit:
            print("bye")
            return
e = echo(); next(e); e.send(1); e.throw(ValueError("v")); e.send(2); e.close()
gen = (x for x in range(3)); print(next(gen)); gen.close(); print(list(gen))
