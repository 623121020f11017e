a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
*a, b = "abc"; print(a, b)
(a, b), c = [1, 2], 3; print(a, b, c)
[x, y] = {1: 2, 3: 4}; print(x, y)
def f(*args, **kwargs): return args, kwargs
print(f(*[1, 2], 3, *(4,), a=1, **{"b": 2}), f(*"ab", **{}), [*range(3), *"xy"], {**{"a": 1}, "b": 2, **{"a": 3}}, (*[1], 2), {*[1, 2], 2})
for i, (a, b) in enumerate([(1, 2), (3, 4)]): print(i, a, b)
for k, v in sorted({"b": 1, "a": 2}.items(), reverse=True): print(k, v)
x = y = z = 0; x += 1; print(x, y, z)
x, y = y, x; print(x, y)
l = [1, 2, 3, 4, 5]; l[1:3], l[-1] = [9], 0; print(l)
first, *_, last = range(10); print(first, last)
for bad in ("a, b = 1, 2, 3", "a, b = [1]", "a, *b, c = [1]", "a, b = 5", "(a, b), c = 1, 2"):
    try:
        exec_like = {"a, b = 1, 2, 3": lambda: unp2((1, 2, 3)), "a, b = [1]": lambda: unp2([1]), "a, *b, c = [1]": lambda: unp3([1]), "a, b = 5": lambda: unp2(5), "(a, b), c = 1, 2": lambda: unp2(1)}[bad]
        def unp2(v):
            a, b = v
        def unp3(v):
            a, *b, c = v
        exec_like()
    except (ValueError, TypeError) as e:
        print(e)
try:
    f(**{"a": 1}, **{"a": 2})
except TypeError as e:
    print(e)
try:
    print(*5)
except TypeError as e:
    print(e)
def g(a, b, *, c): pass
for call in (lambda: g(1, 2), lambda: g(1, 2, 3, c=1), lambda: g(1, a=2, c=3), lambda: g(c=1), lambda: g(1, 2, c=3, d=4), lambda: g(*[1, 2, 3, 4], c=5), lambda: (lambda x, y=1, *z: 0)(), lambda: f.nope):
    try:
        call()
    except (TypeError, AttributeError) as e:
        print(e)
