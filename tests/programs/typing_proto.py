from __future__ import annotations
import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, asdict, replace, astuple
from typing import Protocol, Generic, TypeVar, Awaitable, Callable, Any, NamedTuple, TypedDict, Literal
from collections import namedtuple, OrderedDict, ChainMap, deque
from collections.abc import AsyncIterator, Iterable

T = TypeVar("T")

class Point(NamedTuple):
    x: int
    y: int = 0

Pair = namedtuple("Pair", "left right")

@dataclass(order=True, frozen=True)
class Job:
    priority: int
    name: str = field(compare=False)
    tags: tuple[str, ...] = ()

@dataclass
class Stats:
    done: int = 0
    times: list[float] = field(default_factory=list)
    def __post_init__(self):
        self.label = f"stats{self.done}"

class Source(ABC, Generic[T]):
    @abstractmethod
    async def read(self) -> T: ...
    async def read_many(self, n: int) -> list[T]:
        return [await self.read() for _ in range(n)]

class Counter(Source[int]):
    n: int = 0
    async def read(self) -> int:
        await asyncio.sleep(0.1)
        self.n += 1
        return self.n

async def apply(f: Callable[[int], Awaitable[str]], *xs: int) -> dict[int, str]:
    return {x: await f(x) for x in xs}

async def main() -> None:
    p = Point(1)
    print(p, p._replace(y=5), p._asdict(), p == (1, 0), Pair(1, 2).right, *Pair(3, 4))
    jobs = [Job(2, "b"), Job(1, "z", ("x",)), Job(2, "a")]
    print(sorted(jobs), jobs[0] == jobs[2], hash(Job(1, "q")) == hash(Job(1, "r")))
    try:
        jobs[0].priority = 3
    except Exception as e:
        print(type(e).__name__, e)
    s = Stats(done=2)
    s.times.append(1.5)
    print(s, asdict(s), replace(s, done=3), s.label, astuple(s))
    try:
        Source()
    except TypeError as e:
        print(e)
    print(await Counter().read_many(3))
    async def text(x: int) -> str:
        return str(x) * x
    print(await apply(text, 1, 2, 3))
    od = OrderedDict(a=1, b=2); od.move_to_end("a")
    print(od, ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], deque([1, 2, 3], maxlen=2), deque("abc").rotate(1))

asyncio.run(main())
