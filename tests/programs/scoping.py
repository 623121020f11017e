import asyncio

callbacks = []
for i in range(3):
    callbacks.append(lambda: i)
print([c() for c in callbacks])
print([f() for f in [lambda i=i: i for i in range(3)]])

def counter():
    count = 0
    def inc(by=1):
        nonlocal count
        count += by
        return count
    def get():
        return count
    return inc, get

x = "global"
def outer():
    x = "outer"
    def inner():
        global x
        x = "changed"
        return x
    return inner(), x

def default_trap(item, bucket=[]):
    bucket.append(item)
    return bucket

class Config:
    debug = False
    options = {"a": 1}
    values = [n * 2 for n in range(3)]
    def __init__(self, **kw):
        vars(self).update(kw)

async def main():
    inc, get = counter()
    inc(); inc(5)
    print(get(), outer(), x)
    print(default_trap(1), default_trap(2), default_trap(3, []))
    a, b = Config(debug=True), Config()
    b.options["b"] = 2
    print(a.debug, b.debug, a.options is Config.options, Config.options, a.__dict__, Config.values)
    tasks = [asyncio.create_task(asyncio.sleep(0.1 * n, n)) for n in range(3)]
    for done in asyncio.as_completed(tasks):
        print(await done, end=" ")
    print()
    if (n := len(tasks)) > 2:
        print(f"{n=} {n + 1 = } {'q'!r:>5} {1.5:{8}.{2}f} {{}}")
    try:
        print(undefined_local)
        undefined_local = 1
    except UnboundLocalError as e:
        print(e)
    def f(a, b=2, *args, c, d=4, **kw):
        return a, b, args, c, d, kw
    print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3}))
    for bad in (lambda: f(), lambda: f(1), lambda: f(1, c=1, a=2), lambda: (lambda: 0)(1)):
        try:
            bad()
        except TypeError as e:
            print(e)
    del a.debug
    print(a.debug, hasattr(a, "zzz"), getattr(a, "zzz", 0), callable(f), isinstance(True, int), issubclass(bool, int), type(f).__name__)

asyncio.run(main())
