import asyncio
class A: pass
print(str(A())[:20].startswith("<__main__.A object"), repr(A), A.__name__, A.__module__, type(A), type(type), type(None), int, list)
def f(): pass
print(repr(f).startswith("<function f at"), repr(len), f.__qualname__, (lambda: 0).__name__)
async def co(): pass
c = co(); print(repr(c).startswith("<coroutine object co at"), c.__qualname__); c.close()
g = (i for i in []); print(repr(g).startswith("<generator object"), type(g))
print(ValueError("x"), repr(ValueError("x", 2)), repr(KeyError("k")), str(KeyError("k")), Exception(), StopIteration(3).value)
print(range(3), range(1, 5, 2), slice(1, 2), Ellipsis, NotImplemented, print, {}.keys(), {"a": 1}.values(), {1: 2}.items(), enumerate([]).__class__.__name__, zip().__class__)
print([1.0, 2.5e-10, 1e300, -0.0, 3e8], (None, True), {1: [2]}, b"\x00\xff'", "tab\there", ["\n", "\\", "'", '"', "é"])
async def main():
    t = asyncio.create_task(asyncio.sleep(0, 1), name="named")
    print(repr(t).startswith("<Task pending name='named'"))
    await t
    print(t.get_name(), repr(asyncio.Lock())[-12:], asyncio.Queue(3), asyncio.Event().is_set())
asyncio.run(main())
