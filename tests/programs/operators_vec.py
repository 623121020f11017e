import asyncio, operator

class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return self + -o
    def __neg__(self): return Vec(-self.x, -self.y)
    def __mul__(self, k): return Vec(self.x * k, self.y * k) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __eq__(self, o): return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)
    def __bool__(self): return bool(self.x or self.y)
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __iter__(self): return iter((self.x, self.y))
    def __repr__(self): return f"Vec({self.x}, {self.y})"
    def __format__(self, spec): return f"<{self.x:{spec}};{self.y:{spec}}>"
    def __call__(self, **kw): return {k: v * self.x for k, v in kw.items()}
    def __iadd__(self, o):
        self.x += o.x
        return self

class Meta(type):
    registry = []
    def __new__(mcls, name, bases, ns, **kw):
        cls = super().__new__(mcls, name, bases, ns)
        mcls.registry.append((name, kw))
        return cls
    def __len__(cls): return len(cls.__name__)

class Base(metaclass=Meta): pass
class Child(Base, tag=1): pass

async def main():
    a, b = Vec(3, 4), Vec(1, 2)
    print(a + b, a - b, 2 * a, a * 0.5, a @ b, abs(a), -a, a == Vec(3, 4), a != b, bool(Vec(0, 0)))
    print(a[0], list(a), f"{a:.1f}", a(k=2), [*a], dict(zip("xy", a)))
    a += b
    print(a)
    for bad in (lambda: a * "s", lambda: a + 1, lambda: a < b, lambda: setattr(a, "z", 1)):
        try:
            bad()
        except (TypeError, AttributeError) as e:
            print(type(e).__name__, e)
    print(Meta.registry, len(Child), Child.__mro__[1].__name__)
    print(operator.itemgetter(1)([1, 2]), operator.attrgetter("x")(b), operator.mul(3, 4), sorted([b, a], key=operator.attrgetter("y")))
    print(7 // -2, -7 % 3, 2 ** -1, 10 ** 20, 1 << 70, ~5, 6 & 3 | 8 ^ 1, 5 / 2, divmod(-7, 2), round(2.5), round(-1.567, 2))
    print(1 < 2 < 3 != 4, not 0, None or "x", [] and 1, 3 if () else 4, "a" in "cat")
    x = 5
    x //= 2; x **= 3; x <<= 1; x ^= 1
    print(x, 0.1 + 0.2, 1e16, 1e-5, float("inf"), -0.0, 3.0, 1_000, 0xff, 0b101)

asyncio.run(main())
