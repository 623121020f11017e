class Meta(type):
    registry = []
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        mcs.registry.append(name)
        return cls
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.tag = name.lower()
    def __call__(cls, *args, **kw):
        print("making", cls.__name__)
        return super().__call__(*args, **kw)
    def __len__(cls): return 42
    @property
    def prop(cls): return cls.__name__ + "!"
class A(metaclass=Meta):
    def __init__(self, x=0): self.x = x
class B(A, key=1):
    pass
print(Meta.registry, A.tag, B.tag, B(3).x, len(A), A.prop, type(A).__name__, isinstance(A, Meta))
class Singleton:
    _instance = None
    def __new__(cls, *args):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance
    def __init__(self, v=None): self.v = v
print(Singleton(1) is Singleton(2), Singleton(3).v)
T = type("T", (), {"x": 5, "f": lambda self: self.x * 2})
print(T().f(), T.__name__, T.__bases__)
