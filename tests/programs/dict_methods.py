d = {"x": 1}
for k in list(d): d[k + k] = d[k] + 1
print(d, d.pop("x"), d.pop("nope", "default"), d.popitem(), d, bool(d))
d = dict(a=1, b=2); print(d.keys() & {"a"}, d.keys() | {"z"} == {"a", "b", "z"}, list(d.values()), ("a", 1) in d.items(), d.keys() - {"a"}, len(d.items()), d == {"b": 2, "a": 1}, d != {}, list(reversed(d)), dict.fromkeys("ab", 0), d.copy() is d)
d |= {"c": 3}; d.update([("d", 4)], e=5); del d["a"]; print(d, sorted(d, key=d.get, reverse=True), min(d, key=d.get), {v: k for k, v in d.items()}, list(d.items())[0], next(iter(d)), "b" in d.keys(), 3 in d.values())
n = {}; n.setdefault("l", []).append(1); n.setdefault("l", []).append(2); print(n, n.get("l")[0], {1: "a", 1.0: "b", True: "c"}, {(1, 2): 3}[(1, 2)], {None: 1}[None], d.get("zz"), {"a": {"b": {"c": 1}}}["a"]["b"]["c"])
for bad in (lambda: {}["k"], lambda: {[]: 1}, lambda: {}.popitem(), lambda: {1: 2}[3], lambda: dict([1]), lambda: dict(5), lambda: {}.pop("q"), lambda: {"a": 1} + {}, lambda: {}.foo, lambda: {"a": 1}["b"]["c"]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
i = iter({"a": 1}.items()); print(next(i), next(i, None)); print(str({"a": [1, {"b": (2,)}]}), repr({"q'": "w\""}), {**{}}, {} == dict(), dict(zip("abc", range(3))), dict({"a": 1}, b=2), dict(**{"z": 1}))
from collections import defaultdict, Counter, deque
c = Counter("abracadabra"); print(c.most_common(3), c["q"], sorted(c.elements())[:4], c - Counter("aaa"), c & Counter("aab"), c | Counter("z"), c.total(), list(c)[:2], Counter([1, 1, 2]), Counter(x=3, y=1).most_common(1), dict(c)["a"])
g = defaultdict(lambda: defaultdict(int)); g["a"]["b"] += 1; print(g["a"]["b"], list(g), "z" in g, dict(g["a"]), g.get("q")); words = defaultdict(list)
for w in "the quick the lazy dog".split(): words[len(w)].append(w)
print(dict(words)); q = deque(maxlen=2)
for i in range(4): q.append(i)
print(q, q[-1], 3 in q, list(q), q.index(3), bool(deque()), deque([1, 2]) == deque([1, 2])); q.extendleft([8, 9]); print(q); q.clear(); print(len(q))
try:
    q.popleft()
except IndexError as e:
    print(e)
