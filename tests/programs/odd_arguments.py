import math
from collections import deque
def t(f):
    try: print(repr(f())[:200])
    except Exception as error: print(type(error).__name__, error)
class X:
    def __index__(self): return 7
class S(str):
    def find(self, *a): return self.index(*a)
    def lower(self): return S("low:" + self.casefold())
class M(set):
    def __le__(self, o): return self.issubset(o)
    def __isub__(self, o): self.difference_update(o); return self
    def copy(self): return M(self.union())
class D(deque):
    def extend(self, xs):
        for x in xs: self.insert(len(self), x)
t(lambda: S("abc").find("b")); t(lambda: S("ABC").lower()); t(lambda: M([1]) <= {1,2}); t(lambda: M([1,2]).copy())
m = M([1,2]); m -= {1}; print(m)
d = D(); d.extend([1,2]); print(d)
t(lambda: math.hypot(1e200, 1e200)); t(lambda: math.hypot(1e-200, 1e-200)); t(lambda: math.hypot(math.inf, math.nan)); t(lambda: math.hypot('3'))
t(lambda: math.hypot(3,4)); t(lambda: math.hypot(1,1)); t(lambda: math.hypot()); t(lambda: math.hypot(math.nan, 1)); t(lambda: math.hypot(-2)); t(lambda: math.dist(iter([0,0]), [3,4]))
t(lambda: math.isclose('a','a')); t(lambda: math.isclose(2**53, 2**53+1, rel_tol=0)); t(lambda: math.isclose(10**400, 10**400))
t(lambda: math.fsum([1e-16, 1, 1e16])); t(lambda: math.fsum([math.inf, 1])); t(lambda: math.fsum([1e308, 1e308])); t(lambda: math.fsum([.1]*10)); t(lambda: math.fsum([1e100,1,-1e100])); t(lambda: math.fsum([1e16,1.,1e-16])); t(lambda: math.fsum([math.inf, -math.inf])); t(lambda: math.fsum([-0.0])); t(lambda: math.fsum([]))
t(lambda: math.perm(3, 10**30)); t(lambda: math.comb(10**30, 2)); t(lambda: math.comb(10, 3)); t(lambda: math.perm(10, 3)); t(lambda: math.factorial(30)); t(lambda: math.factorial(0)); t(lambda: math.perm(5,0)); t(lambda: math.comb(5,5)); t(lambda: math.lcm(4, 6, 10)); t(lambda: math.lcm(0, 1.5))
t(lambda: '%d' % X()); t(lambda: '%x' % X()); t(lambda: '%.3d' % 5); t(lambda: '%#.5x' % 255); t(lambda: '%((a))s' % {'(a)': 1}); t(lambda: '%²d' % 1); t(lambda: '%(a%b)s|%%' % {'a%b': 1}); t(lambda: '%8.3d|%-8.3d|%+.3d|% .3d|%08.3d' % (5, -5, 5, 5, 5)); t(lambda: '%.0f' % 2.5); t(lambda: '%.*f' % (-2, 2.5)); t(lambda: '%.s|' % 'abc'); t(lambda: '%(a)s%%' % {'a': 2}); t(lambda: 'a%'% ()); t(lambda: '%s%' % 1)
t(lambda: '{0[:]}'.format({':': 1})); t(lambda: '{0[!]}'.format({'!': 2})); t(lambda: '{0[}]}'.format({'}': 3})); t(lambda: '{0.}'.format(1)); t(lambda: '{}'.format_map({'a': 1})); t(lambda: '{a}'.format_map({'a': 1})); t(lambda: '{:{}}|{:>{w}}'.format(1, 5, 2, w=4)); t(lambda: '{0:{1}}'.format(1, 5)); t(lambda: '{0!r:>6}'.format('a')); t(lambda: '{{}}{}'.format(1)); t(lambda: '}'.format()); t(lambda: '{'.format()); t(lambda: 'a{0}b{1}c'.format(1, 2)); t(lambda: '{0.real}'.format(3)); t(lambda: '{:%Y}'.format(3)); t(lambda: '{0[0][a]}'.format([{'a': 9}]))
t(lambda: int.from_bytes([256])); t(lambda: int.from_bytes([-1])); t(lambda: int.from_bytes([X()])); t(lambda: (9).to_bytes(X(), 'little')); t(lambda: (0).to_bytes(-1)); t(lambda: bool.from_bytes(b'\x01')); t(lambda: (1).to_bytes('a')); t(lambda: (0).to_bytes(0)); t(lambda: (1).to_bytes(0)); t(lambda: (-1).to_bytes(2, signed=True)); t(lambda: (-129).to_bytes(1, signed=True)); t(lambda: int.from_bytes(b'\xff\x01', signed=True)); t(lambda: int.from_bytes(b'', signed=True)); t(lambda: int.from_bytes(b'\x80', 'little', signed=True)); t(lambda: (255).to_bytes(3, 'little'))
t(lambda: b'abcde'.hex(':', 2)); t(lambda: b'abcde'.hex(':', -2)); t(lambda: b'abc'.hex(sep='-')); t(lambda: b'abc'.hex(b':')); t(lambda: b''.hex(':')); t(lambda: b'abc'.hex(':', 0))
t(lambda: str.maketrans(['a'], ['b'])); t(lambda: str.maketrans({'a': 1}, 'b')); t(lambda: str.maketrans('a', 'bc'))
d = deque(range(6)); d.rotate(-1); print(d); d.rotate(4); print(d); d.insert(2, 'x'); print(d); d.insert(-2, 'y'); print(d); d.insert(99, 'z'); print(d); d.insert(-99, 'w'); print(d); d.reverse(); print(d); d.rotate(100); print(d)
e = deque(); e.rotate(3); e.insert(5, 1); e.insert(-5, 2); print(e)
