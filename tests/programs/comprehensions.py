print([(i, j) for i in range(3) for j in range(i)], [[j for j in range(i)] for i in range(3)], {i: [j for j in "ab"] for i in range(2)}, sum(i for i in range(4) if i % 2), list(i for i in range(3)))
fs = [lambda x: x + i for i in range(3)]; print([f(10) for f in fs])
n = 5; print([n * i for i in range(2)], [n for n in range(2)], n)
print([x for x in [1, 2, 3] if x > 1 if x < 3], [a if a else "none" for a in (0, 1)], [y for x in [[1], [2, 3]] for y in x], [f"{x}{y}" for x, y in zip("ab", "cd")])
def outer():
    k = 3
    return [k + i for i in range(k)], {k: k for _ in "a"}, (k for _ in range(1)), [(lambda: k * i)() for i in range(2)]
r = outer(); print(r[0], r[1], list(r[2]), r[3])
class C:
    xs = [1, 2]
    ys = [x * 2 for x in xs]
    zs = {x: y for x, y in zip(xs, ys)}
print(C.ys, C.zs)
print(any(x > 2 for x in [1, 2, 3]), all(x for x in []), max((x for x in "hello"), key="leho".index), "".join(c.upper() for c in "abc"), dict((k, v) for k, v in [("a", 1)]), sorted(x for x in {3, 1}), tuple(x for x in "ab"), set(x % 2 for x in range(5)))
g = ((i, s) for i in range(2) for s in "ab"); print(next(g), list(g))
data = [{"n": "a", "v": 1}, {"n": "b", "v": 2}]; print({d["n"]: d["v"] for d in data}, [d for d in data if d["v"] > 1], sum(d["v"] for d in data), sorted(data, key=lambda d: -d["v"])[0]["n"])
matrix = [[1, 2], [3, 4]]; print([list(r) for r in zip(*matrix)], [sum(r) for r in matrix], [[c * 2 for c in r] for r in matrix])
print([i := 0, [i := i + x for x in [1, 2, 3]], i][1:], [z for z in range(5) if (w := z * 2) > 4], w)
