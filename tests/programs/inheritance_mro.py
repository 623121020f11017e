class A:
    def go(self): return ["A"]
class B(A):
    def go(self): return ["B"] + super().go()
class C(A):
    def go(self): return ["C"] + super().go()
class D(B, C):
    def go(self): return ["D"] + super().go()
print(D().go(), [k.__name__ for k in D.__mro__])
class Base:
    subs = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        Base.subs.append((cls.__name__, kw))
class X(Base, tag=1): pass
class Y(Base): pass
print(Base.subs)
from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
class Sq(Shape):
    def area(self): return 4
print(Sq().area())
try:
    Shape()
except TypeError as e:
    print(e)
class MyList(list):
    def first(self): return self[0]
m = MyList([3, 1, 2]); m.append(9); m.sort(); print(m, m.first(), len(m), isinstance(m, list), m + [1], [x for x in m])
class MyDict(dict):
    def __missing__(self, k): return k * 2
d = MyDict(a=1); print(d["a"], d["zz"], d, dict(d), "zz" in d)
class MyErr(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
try:
    raise MyErr(3, "bad")
except MyErr as e:
    print(e, e.code, e.args, repr(e))
class Up(str):
    def shout(self): return self.upper() + "!"
print(Up("hey").shout(), Up("a") + "b", len(Up("abc")), Up("x") == "x")
class Pos(int):
    def __new__(cls, v): return super().__new__(cls, abs(v))
print(Pos(-5), Pos(-5) + 1, type(Pos(3)).__name__)
