import asyncio

class Temp:
    def __init__(self, c): self.c = c
    @property
    def f(self): return self.c * 9 / 5 + 32
    @f.setter
    def f(self, v): self.c = (v - 32) * 5 / 9
    @f.deleter
    def f(self): self.c = None
    @staticmethod
    def parse(s): return Temp(float(s))
    def __enter__(self): return self
    def __exit__(self, et, ev, tb): print("exit", et and et.__name__); return et is KeyError

class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()

def check(x):
    match x:
        case 0 | 1: return "small"
        case int(n) if n < 0: return f"neg {n}"
        case [a, b]: return f"pair {a},{b}"
        case [first, *rest]: return f"list {first}+{len(rest)}"
        case {"type": "user", "name": str(name), **extra}: return f"user {name} {extra}"
        case Temp(c=c): return f"temp {c}"
        case (str() | bytes()) as s: return f"text {s!r}"
        case None: return "none"
        case _: return "other"

async def main():
    t = Temp.parse("100")
    print(t.f); t.f = 32; print(t.c); del t.f; print(t.c)
    with Temp(1): raise KeyError
    print(D().who(), [k.__name__ for k in D.__mro__])
    for x in (0, -5, [1, 2], [1, 2, 3], {"type": "user", "name": "z", "age": 3}, Temp(5), "hi", b"x", None, 3.5):
        print(check(x), end="; ")
    print()
    a = [1, 2, 3, 4, 5]
    a[1:3] = ["x"]; a[::2] = [0] * len(a[::2]); print(a, a[-2:], a[::-1], a.index(0))
    a.extend("ab"); a.insert(0, "first"); a.remove("a"); print(a.pop(), a, a.count(0))
    d = {"b": 1, **{"a": 2}} | {"c": 3}
    d |= {"a": 9}; d.setdefault("z", []).append(1); print(d, d.pop("b"), d.popitem(), list(reversed(d)), d.get("q"), {**d} == d)
    s = {1, 2} ^ {2, 3}; s.update([5]); s -= {1}; print(sorted(s), s >= {3}, {1} < {1, 2}, frozenset("ab") == {"a", "b"})
    (x, y), *z = [(1, 2), 3, 4]; x, y = y, x; print(x, y, z)
    print([i * j for i in range(3) for j in range(i) if j % 2 == 0], {i: {j for j in range(i)} for i in range(3)})
    print(*(f"{v:<5}|{v:^5}|{v:>5}" for v in ("ab", 1)), sep="\n")
    print(f"{3.14159:.2f} {1e10:g} {0.1:.20f} {12345678:_} {-5:+} {5:+} {255:o} {'é':>3} {True!s:5}|{None}")
    print(str(1.0), repr(1e22), 1e15, 123456789.123456789, 5e-324, 1.7976931348623157e308, 2**0.5, 10/3, 1e100)
    print(int("-12"), int("ff", 16), int(3.9), float("1e3"), round(0.5), round(1.5), round(2.675, 2), abs(-3), bool(""), hex(255), bin(5), oct(8))
    print(sum([0.1] * 10), max([3, 1], key=lambda v: -v), min("b", "a"), list(map(str, range(3))), list(filter(None, [0, 1])), any([]), all([]))
    while True:
        try:
            break
        finally:
            print("finally")
    for i in range(3):
        if i == 1: continue
        if i == 5: break
    else:
        print("no break", i)
    def g():
        try:
            yield 1
            return "ret"
        finally:
            print("gen end")
    it = g(); print(next(it)); print(next(it, "default"))
    print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4), (lambda: (yield))().send.__name__)

asyncio.run(main())
