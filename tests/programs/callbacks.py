import asyncio

def cb(tag, fut=None):
    print("callback", tag, fut.result() if fut else None)

async def f():
    await asyncio.sleep(1)
    return 5

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(2, print, "later 2")
    loop.call_later(1, print, "later 1")
    h = loop.call_later(1.5, print, "never")
    loop.call_soon(print, "soon", 1, 2)
    loop.call_at(loop.time() + 0.5, cb, "at")
    h.cancel()
    t = asyncio.create_task(f())
    t.add_done_callback(lambda fut: cb("done", fut))
    print("main sleeps")
    await asyncio.sleep(3)
    t.add_done_callback(lambda fut: cb("after", fut))
    await asyncio.sleep(0)
    fut = loop.create_future()
    fut.add_done_callback(lambda f: print("future", f.result()))
    loop.call_later(1, fut.set_result, "value")
    print(await fut, h.cancelled(), fut.done())

asyncio.run(main())
