def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c = counter(); print(c(), c(5), c())
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [(lambda i=i: i)() for i in range(3)])
x = 10
def outer():
    x = 20
    def inner():
        global x
        x = 30
        return x
    r = inner()
    return x, r
print(outer(), x)
def deco(n):
    def wrap(f):
        def g(*a, **k):
            print("before", n, a, k)
            return f(*a, **k) * n
        return g
    return wrap
@deco(2)
@deco(3)
def f(a, b=1): return a + b
print(f(1, b=2))
def pos_only(a, /, b, *, c=3): return a, b, c
print(pos_only(1, b=2), pos_only(1, 2, c=4))
for call in (lambda: pos_only(a=1, b=2), lambda: pos_only(1), lambda: pos_only(1, 2, 3), lambda: f(), lambda: pos_only(1, 2, d=4), lambda: (lambda: 0)(1), lambda: counter(1, 2)):
    try:
        call()
    except TypeError as e:
        print(e)
def defaults(a, l=[]):
    l.append(a); return l
print(defaults(1), defaults(2))
print((lambda *a, **k: (a, k))(1, *[2, 3], **{"z": 1}, y=2))
