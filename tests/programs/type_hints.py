from __future__ import annotations
from typing import Any, Callable, Optional, TypeVar, Generic, Protocol, NamedTuple, Literal, Union, Iterable, AsyncIterator, TypedDict
import asyncio
from collections.abc import Awaitable, Sequence
T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
    def push(self, item: T) -> None:
        self.items.append(item)
    def pop(self) -> T:
        return self.items.pop()
class Point(NamedTuple):
    x: int
    y: int = 5
class Movie(TypedDict):
    name: str
    year: int
def apply(f: Callable[[int], int], *xs: int, key: Optional[str] = None) -> list[int | None]:
    y: int = 3
    z: str
    return [f(x) for x in xs]
async def main(n: int = 3) -> dict[str, Any]:
    r: list[asyncio.Task[int]] = []
    return {"n": n}
s = Stack[int](); s.push(1); print(s.pop(), apply(lambda x: x + 1, 1, 2), Point(1), Point(1, 2).x, asyncio.run(main()))
m: Movie = {"name": "M", "year": 1931}
print(m, Movie(name="x", year=1))
type_alias = dict[str, list[int]]
def gen(items: Sequence[T]) -> Iterable[T]:
    yield from items
print(list(gen([1])), Point._fields, isinstance(Point(1), tuple))
