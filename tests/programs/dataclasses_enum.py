from dataclasses import dataclass, field, asdict, replace, astuple
from enum import Enum, IntEnum, auto, Flag
@dataclass
class Point:
    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list)
    def dist(self) -> float: return (self.x ** 2 + self.y ** 2) ** 0.5
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
@dataclass
class Sub(Point):
    z: int = 5
    def __post_init__(self): self.total = self.x + self.y + self.z
p = Point(3, 4); print(p, p.dist(), p == Point(3, 4), asdict(p), astuple(p), replace(p, x=1)); p.tags.append("t"); print(p, Point(1).tags)
print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1)]), hash(Version(1)) == hash(Version(1)), {Version(1): 1}, Sub(1, 2).total, Sub(1))
try:
    Version(1).major = 2
except Exception as e:
    print(type(e).__name__, e)
try:
    Point()
except TypeError as e:
    print(e)
class Color(Enum):
    RED = 1
    GREEN = "g"
    ALIAS = 1
    def describe(self): return f"{self.name}={self.value}"
class N(IntEnum):
    ONE = 1
    TWO = 2
class State(Enum):
    A = auto()
    B = auto()
class Perm(Flag):
    R = auto()
    W = auto()
print(Color.RED, repr(Color.RED), Color.RED.name, Color.GREEN.value, Color(1), Color["GREEN"], list(Color), Color.ALIAS is Color.RED, Color.RED.describe(), len(Color), Color.RED == Color.RED, Color.RED in Color)
print(N.ONE < N.TWO, N.TWO + 1, int(N.ONE), N(2), State.B.value, [s.name for s in State], Perm.R | Perm.W, Perm.R in (Perm.R | Perm.W), isinstance(Color.RED, Color), {Color.RED: 1}, f"{Color.RED} {N.ONE}", str(N.TWO))
try:
    Color(9)
except ValueError as e:
    print(e)
match Color.RED:
    case Color.GREEN: print("green")
    case Color.RED: print("red")
match Point(1, 2):
    case Point(x=0): print("zero")
    case Point(1, y): print("one", y)
