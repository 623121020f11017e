l = [3, 1, 2]; l.append(4); l.extend([5, 6]); l.insert(0, 0); l.remove(3); print(l, l.pop(), l.pop(0), l, l.index(2), l.count(1)); l.reverse(); print(l, l.copy() == l, l * 2, l + [9], [1, 2] < [1, 3])
l[1:3] = ["a", "b", "c"]; print(l); del l[0]; l[::2] = [7, 7] if len(l[::2]) == 2 else l[::2]; print(l, l[-1], l[5:], [] == [])
d = {"b": 1, "a": 2}; d["c"] = 3; print(d, d.get("z"), d.get("z", 0), d.setdefault("q", []), d.pop("b"), list(d), d.items(), "a" in d, len(d)); d.update(a=9, x=1); print(d, {**d, "y": 0}, d | {"k": 1}, dict(zip("ab", [1, 2])), dict([("k", "v")]), {k: v for k, v in sorted(d.items(), key=lambda kv: str(kv[1]))})
for k, v in {"one": 1}.items(): print(k, v)
s = {3, 1, 2}; s.add(5); s.discard(9); print(s, s | {7}, s & {1, 2}, s - {1}, s ^ {1, 9}, {1} <= {1, 2}, len(s), frozenset([1, 2]), set("a"), set())
t = (1, 2, 3); print(t + (4,), t[1], t.count(1), (1,), (), tuple([1]), t == (1, 2, 3), 2 in t, t * 2); a, (b, c), *r = 1, (2, 3), 4, 5; print(a, b, c, r)
a = b = [1]; b.append(2); print(a, a is b, a == [1, 2], a is not [1, 2]); x, y = 1, 2; x, y = y, x; print(x, y)
m = [[0] * 3 for _ in range(2)]; m[0][1] = 5; print(m, [row[:] for row in m], [x for row in m for x in row if x], list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, 2])))
from collections import deque, defaultdict, Counter, OrderedDict, namedtuple, ChainMap
q = deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); print(q, q[0], q.popleft(), list(q), len(q)); q.rotate(1); print(q, deque("ab"))
dd = defaultdict(list); dd["a"].append(1); dd["b"]; print(dd, dict(dd)); c = Counter("mississippi"); print(c, c.most_common(2), c["z"], c + Counter("ss"), sum(c.values())); c.update("m"); print(c["m"], Counter(a=1) == Counter("a"))
P = namedtuple("P", "x y"); p = P(1, y=2); print(p, p.x, p[1], p._replace(x=5), p._asdict(), P._fields, p == (1, 2)); a, b = p; print(a, b)
od = OrderedDict(a=1, b=2); od.move_to_end("a"); print(od, list(od)); print(ChainMap({"a": 1}, {"a": 2, "b": 3})["b"])
print(sorted({"b": 1, "a": 2}), sorted("bca", reverse=True), sorted([(2, "b"), (1, "z"), (2, "a")]), sorted(["bb", "a", "ccc"], key=len), list(enumerate("ab")), list(zip([1, 2], "ab", strict=True)))
try:
    for k in d: d[k + "x"] = 1
except RuntimeError as e:
    print(e)
l = [1]; l.append(l); print(len(l)) 
