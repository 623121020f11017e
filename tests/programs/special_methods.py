class Money:
    def __init__(self, a): self.a = a
    def __str__(self): return f"${self.a:.2f}"
    def __repr__(self): return f"Money({self.a})"
    def __format__(self, spec): return f"<{self.a:{spec or '.1f'}}>"
    def __lt__(self, o): return self.a < o.a
    def __le__(self, o): return self.a <= o.a
    def __radd__(self, o): return Money(self.a + (o if isinstance(o, int) else o.a))
    def __add__(self, o): return Money(self.a + (o.a if isinstance(o, Money) else o))
    def __sub__(self, o): return NotImplemented
    def __abs__(self): return abs(self.a)
    def __int__(self): return int(self.a)
    def __float__(self): return float(self.a)
    def __index__(self): return int(self.a)
    def __round__(self, n=0): return Money(round(self.a, n))
    def __getitem__(self, k): return ("item", k)
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, k): return k == 7
    def __reversed__(self): return iter("rev")
    def __divmod__(self, o): return "dm"
    def __matmul__(self, o): return "matmul"
    def __pow__(self, o): return "pow"
    def __invert__(self): return "inv"
    def __lshift__(self, o): return "shift"
m = Money(3.14159)
print(m, repr(m), f"{m} {m:.3f} {m!r}", [m], sum([Money(1), Money(2)]), max(Money(1), Money(5)), m + 1, 1 + m, abs(m), int(m), float(m), round(m, 1), m[1:2], m[1, 2], m["k"], 7 in m, list(reversed(m)), m @ 1, m ** 2, ~m, m << 1, [10, 20, 30, 40][m], range(m), sorted([Money(2), Money(1)]))
m["a"] = 1; del m["b"]
try:
    m - 1
except TypeError as e:
    print(e)
try:
    m > "x"
except AttributeError as e:
    print(e)
class NoEq: pass
print(NoEq() == NoEq(), NoEq() != 1, hash(NoEq()) != 0)
try:
    NoEq() < NoEq()
except TypeError as e:
    print(e)
try:
    {}[NoEq()]
except KeyError as e:
    print("KeyError")
class H:
    def __init__(self, k): self.k = k
    def __eq__(self, o): return self.k == o.k
    def __hash__(self): return self.k % 2
print(len({H(1), H(1), H(2), H(3)}), {H(1): "a", H(3): "b"}[H(3)], H(1) in [H(1)])
class E2:
    def __eq__(self, o): return True
try:
    hash(E2())
except TypeError as e:
    print(e)
