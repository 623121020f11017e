def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class I:
    def __init__(s, l, n=0): s.l, s.n = l, n
    def __index__(s): s.l.clear(); return s.n
class E:
    def __init__(s, l): s.l = l
    def __eq__(s, o): s.l.clear(); return True
    def __hash__(s): return 1
from collections import deque
def go(make, act):
    l = make(); t(lambda: (act(l), l))
L = lambda: [1, 2, 3]
go(L, lambda l: l.pop(I(l)))
go(L, lambda l: l[I(l)])
def st(l): l[I(l):3] = [1]
go(L, st)
def de(l): del l[I(l)]
go(L, de)
def ds(l): del l[I(l):2]
go(L, ds)
go(L, lambda l: l[I(l):])
go(lambda: deque([1, 2]), lambda d: d.insert(I(d), 5))
go(lambda: deque([1, 2]), lambda d: d[I(d)])
def r(l):
    l.append(E(l)); l.remove(7)
go(lambda: [], r)
d = {}
d[E(d)] = 1
class K:
    def __repr__(s): return 'K'
    def __hash__(s): return 1
    def __eq__(s, o): d.clear(); return True
t(lambda: d.pop(K()))
s = set()
s.add(1)
class K2:
    def __repr__(s): return 'K2'
    def __hash__(s): return 1
    def __eq__(self, o): s.clear(); return True
t(lambda: s.remove(K2()))
d = {1: 1}
class K3:
    def __hash__(s): return 1
    def __eq__(self, o):
        d.pop(1, None); return True
d[K3()] = 2
print(len(d), list(d.values()))
l = list(range(10)); del l[::3]; print(l); del l[::-2]; print(l); l[1:3] = []; print(l)
d = {i: i for i in range(40000)}
while d: d.popitem()
print(d); d[1] = 2; print(d, d.popitem(), d)
print((-9223372036854775807-1) in range(0,-10,-1), range(-9223372036854775807, 9223372036854775807)[5:10], 9223372036854775806 in range(-9223372036854775807, 9223372036854775807), range(10)[::-1], range(10)[2:8:3], range(10)[-1:-5:-2])
a, b = ValueError("a"), ValueError("b")
a.__context__ = b; b.__context__ = a
try:
    try: raise a
    except ValueError: raise KeyError("k")
except KeyError: print("ok")
import math
t(lambda: math.comb(10, 3)); t(lambda: math.perm(10, 3)); t(lambda: math.factorial(20))
t(lambda: deque([1], maxlen=1).insert(0, 2))
