def quicksort(a): return a if len(a) < 2 else quicksort([x for x in a[1:] if x < a[0]]) + [a[0]] + quicksort([x for x in a[1:] if x >= a[0]])
def hanoi(n, a="A", b="B", c="C"):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def gcd(a, b):
    while b: a, b = b, a % b
    return a
def perms(s): return [s] if len(s) < 2 else [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
def binary(n): return "" if n == 0 else binary(n // 2) + str(n % 2)
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
def sieve(n):
    is_p = [True] * (n + 1)
    is_p[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if is_p[i]:
            is_p[i * i::i] = [False] * len(is_p[i * i::i])
    return [i for i, p in enumerate(is_p) if p]
print(quicksort([3, 6, 1, 8, 2, 9, 2]), hanoi(8), gcd(1071, 462), perms("abc"), binary(37), collatz(27), sieve(50))
memo = {}
def fib(n):
    if n not in memo: memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(90), [fib(i) for i in range(10)])
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
def bfs(start):
    from collections import deque
    seen, q, order = {start}, deque([start]), []
    while q:
        n = q.popleft(); order.append(n)
        for m in graph[n]:
            if m not in seen: seen.add(m); q.append(m)
    return order
def dfs(n, seen=None):
    seen = seen if seen is not None else []
    if n not in seen:
        seen.append(n)
        for m in graph[n]: dfs(m, seen)
    return seen
print(bfs("a"), dfs("a"))
import heapq
def dijkstra(g, s):
    dist = {s: 0}; heap = [(0, s)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist.get(u, float("inf")): continue
        for v, w in g[u].items():
            if d + w < dist.get(v, float("inf")):
                dist[v] = d + w
                heapq.heappush(heap, (d + w, v))
    return dist
print(dijkstra({"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 5}, "d": {}}, "a"))
words = "the quick brown fox jumps over the lazy dog the end".split()
freq = {}
for w in words: freq[w] = freq.get(w, 0) + 1
print(sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:3], "".join(sorted(set("hello world"))).strip(), " ".join(w[::-1] for w in words[:3]), {len(w) for w in words} == {3, 4, 5})
matrix = [[1, 2], [3, 4]]
print([[sum(a * b for a, b in zip(r, c)) for c in zip(*matrix)] for r in matrix], list(map(list, zip(*matrix))))
def caesar(s, k): return "".join(chr((ord(c) - 97 + k) % 26 + 97) if c.islower() else c for c in s)
print(caesar("hello, world", 3), caesar(caesar("abc", 5), -5))
class Stack:
    def __init__(self): self._i = []
    def push(self, x): self._i.append(x); return self
    def pop(self):
        if not self._i: raise IndexError("empty stack")
        return self._i.pop()
    def __len__(self): return len(self._i)
    def __repr__(self): return f"Stack({self._i})"
s = Stack().push(1).push(2); print(s, len(s), s.pop(), s)
try: Stack().pop()
except IndexError as e: print(e)
class Account:
    rate = 0.02
    def __init__(self, owner, balance=0): self.owner, self._balance = owner, balance
    @property
    def balance(self): return self._balance
    def deposit(self, amt):
        if amt <= 0: raise ValueError(f"invalid amount: {amt}")
        self._balance += amt
    @classmethod
    def from_dict(cls, d): return cls(**d)
    def __eq__(self, o): return isinstance(o, Account) and self.owner == o.owner
a = Account.from_dict({"owner": "ann", "balance": 10}); a.deposit(5); print(a.balance, a == Account("ann"), a.rate, Account.rate)
try: a.deposit(-1)
except ValueError as e: print(e)
try: a.balance = 3
except AttributeError as e: print(e)
