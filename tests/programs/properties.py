class Temp:
    def __init__(self): self._c = 0
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @f.deleter
    def f(self): print("deleted")
class Lazy:
    def __getattr__(self, name): return f"lazy {name}"
    def __setattr__(self, k, v): print("set", k); super().__setattr__(k, v)
class Desc:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner=None): return self if obj is None else getattr(obj, self.name, "unset")
    def __set__(self, obj, v): setattr(obj, self.name, v * 2)
class UsesDesc:
    d = Desc()
t = Temp(); t.f = 212; print(t._c, t.f); del t.f
l = Lazy(); l.a = 1; print(l.a, l.b)
u = UsesDesc(); print(u.d); u.d = 4; print(u.d)
try:
    class RO:
        @property
        def x(self): return 1
    RO().x = 2
except AttributeError as e:
    print(e)
print(vars(u), u.__dict__, UsesDesc.__name__)
u.__dict__["z"] = 3
print(u.z)
