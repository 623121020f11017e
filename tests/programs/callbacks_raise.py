import asyncio

def bad(fut):
    raise ValueError("in callback")

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, ctx: print("handler", ctx["message"][:21], repr(ctx["exception"])))
    t = asyncio.create_task(asyncio.sleep(1, "v"))
    t.add_done_callback(bad)
    t.add_done_callback(lambda f: print("second callback", f.result()))
    print(await t)
    loop.call_soon(lambda: 1 / 0)
    loop.call_later(0.5, bad, None)
    await asyncio.sleep(1)
    print("survived")
    fut = loop.create_future()
    cb = lambda f: print("removed?")
    fut.add_done_callback(cb)
    print(fut.remove_done_callback(cb), fut.remove_done_callback(cb))
    fut.set_result(1)
    await asyncio.sleep(0)

asyncio.run(main())
