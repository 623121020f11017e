total = 0
def add(n):
    global total
    total += n
for i in range(3): add(i)
print(total, i)
class K:
    a = 1
    b = [i for i in range(a + 1)]
    c = a + 1
    def m(self): return self.a, K.c
print(K.b, K.c, K().m())
def make():
    fns = {}
    for name in ("x", "y"):
        def f(name=name): return name
        fns[name] = f
    return fns
print({k: f() for k, f in make().items()})
def deep():
    v = 1
    def mid():
        def inner():
            nonlocal v
            v += 1
            return v
        return inner
    i = mid(); i(); i()
    return v
print(deep(), [[(x, y) for x in range(2)] for y in range(2)])
x = "module"
def show():
    return [x for x in ["local"]] + [x]
print(show(), __name__)
if __name__ == "__main__": print("main")
def rec(n): return 1 if n == 0 else n * rec(n - 1)
print(rec(50))
def infinite(): return infinite()
try:
    infinite()
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
lam = lambda x, *, y=2: x + y
print(lam(1), lam(1, y=5), (lambda: (yield))().__class__.__name__)
