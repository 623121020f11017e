import math
from collections import deque


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


f = frozenset([1, 2])
t(lambda: f.add(3))
print(sorted(f | {3}), f.union([4]) >= f, hasattr(f, "update"), {1, 2} == f)
print([0, 1, 2][slice(1, None)], [0, 1, 2][slice(2)], slice(None, None, -1), [1, 2, 3][slice(None, None, -1)])
t(lambda: "é".encode("latin-1"))
t(lambda: "é".encode("ascii"))
t(lambda: "é€".encode("ascii", "ignore") + "é€".encode("latin-1", "replace"))
t(lambda: b"\xff\xe9".decode("latin-1"))
t(lambda: b"\xff".decode())
t(lambda: b"a\xffb".decode("utf-8", "replace") + b"a\xffb".decode(errors="ignore"))
t(lambda: b"\xe2\x82".decode())
t(lambda: "x".encode("utf-8", "strict").decode("UTF-8"))
print("a\rb\r\r\nc".splitlines(), "a\n\nb\n".splitlines(True), "x\x0by\u2028z".splitlines(), "".splitlines())
print("abc".find("", 5), "abc".find("", 3), "abc".find("c", -1), "abc".rfind("", 9), "abc".startswith("", 4), "abc".count("", 4), "abc".count("", 3))
t(lambda: (-1).to_bytes(1, "big"))
t(lambda: (-2).to_bytes(2, "big", signed=True))
t(lambda: (256).to_bytes(1, "big"))
print(int.from_bytes(b"\x01\x00", "big"), int.from_bytes(b"\x01\x00", "little"), int.from_bytes(b"\xff", signed=True), int.from_bytes(bytes(range(12)), "big"))
print(math.log2(2**2000), math.log10(10**400), round(math.log(10**400, 10), 9), math.log2(8), math.log10(1000))
t(lambda: 10**400 * 1.0)
t(lambda: math.sqrt(10**400))
t(lambda: 1 << -1)
t(lambda: 1 >> -1)
t(lambda: [3, 1].sort(foo=1))


def grow(x):
    changing.append(x)
    return x


changing = [2, 1]
t(lambda: changing.sort(key=grow))
print(sorted(changing)[:2])
calls = 0


class N:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        global calls
        calls += 1
        return self.n < other.n


sorted(N(n) for n in range(1000))
print(calls)
t(lambda: f"{10**5000:d}")
print(f"{10**30:d} {-7:b} {255:X}")
t(lambda: deque([1], maxlen=1).insert(0, 2))
print({1: 1}.keys() <= {1, 2}, {1, 2} > {1: 1}.keys(), {1: 1}.items() >= set(), {1: 1}.keys() < {1: 2}.keys(), {1: 1}.keys() == {1})
t(lambda: {1: 1}.values() < {1})
print(deque([1, 2]) < deque([1, 3]), deque([1]) * 3, deque([1, 2], maxlen=3) * 2, 2 * deque([5]))
