class Animal:
    count = 0
    def __init__(self, name):
        self.name = name
        Animal.count += 1
    def speak(self):
        return "..."
    def __str__(self):
        return f"{type(self).__name__} {self.name}: {self.speak()}"
    @classmethod
    def make(cls, name="x"):
        return cls(name)
    @staticmethod
    def info():
        return "animals"

class Dog(Animal):
    def speak(self):
        return super().speak() + "woof"

class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __repr__(self): return f"Vec({self.x}, {self.y})"
    def __bool__(self): return bool(self.x or self.y)
    def __len__(self): return 2
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __iter__(self): yield self.x; yield self.y
    def __contains__(self, v): return v in (self.x, self.y)
    def __lt__(self, o): return self.x < o.x
    def __neg__(self): return Vec(-self.x, -self.y)
    def __call__(self, *a): return a
    def __iadd__(self, o): self.x += o.x; return self

print(Animal("a"), Dog("d"), Dog.make("m"), Animal.count, Dog.info())
print(isinstance(Dog("q"), Animal), issubclass(Dog, Animal), Dog.__mro__[1].__name__, Dog.__name__)
v = Vec(1, 2)
print(v + Vec(3, 4), v * 3, 2 * v, v == Vec(1, 2), v != Vec(1, 2), len(v), v[1], list(v), 2 in v, -v, v(1, 2), bool(Vec(0, 0)))
v += Vec(5, 5)
print(v, sorted([Vec(3, 0), Vec(1, 0)]), {Vec(1, 1): "k"}[Vec(1, 1)], hasattr(v, "z"), getattr(v, "z", None))
a, b = v
print(a, b)
try:
    v.nope
except AttributeError as e:
    print(e)
try:
    Vec(1)
except TypeError as e:
    print(e)
try:
    v + 1
except AttributeError as e:
    print(e)
try:
    object() + 1
except TypeError as e:
    print(e)
