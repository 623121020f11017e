import asyncio

async def a():
    print("a1")
    await asyncio.sleep(0)
    print("a2")
    await b()
    print("a3")

async def b():
    print("b1")
    await c()
    print("b2")

async def c():
    print("c")
    await asyncio.sleep(0)
    print("c2")

async def main():
    loop = asyncio.get_running_loop()
    t = asyncio.create_task(a())
    loop.call_soon(print, "soon 1")
    f = loop.create_future()
    f.add_done_callback(lambda _: print("future callback"))
    t2 = asyncio.ensure_future(b())
    f.set_result(None)
    loop.call_soon(print, "soon 2")
    print("main before")
    await f
    print("main after future")
    await asyncio.wait([t, t2])
    print("waited")
    e = asyncio.Event()
    async def w(n):
        await e.wait()
        print("woken", n)
    ts = [asyncio.create_task(w(n)) for n in range(3)]
    await asyncio.sleep(0)
    e.set()
    print("set")
    await asyncio.gather(*ts)
    q = asyncio.Queue()
    async def get(n):
        print("got", n, await q.get())
    ts = [asyncio.create_task(get(n)) for n in range(3)]
    await asyncio.sleep(0)
    for x in "xyz":
        q.put_nowait(x)
        print("put", x)
    await asyncio.gather(*ts)

asyncio.run(main())
