import asyncio

def on_done(label):
    def callback(fut):
        if fut.cancelled():
            print(label, "cancelled")
        elif fut.exception():
            print(label, "failed", repr(fut.exception()))
        else:
            print(label, "=", fut.result())
    return callback

async def main():
    loop = asyncio.get_running_loop()
    f1, f2, f3 = (loop.create_future() for _ in range(3))
    for n, f in enumerate((f1, f2, f3), 1):
        f.add_done_callback(on_done(f"f{n}"))
    loop.call_soon(f1.set_result, "soon")
    loop.call_later(0.2, f2.set_exception, ValueError("late"))
    handle = loop.call_later(0.1, print, "never")
    handle.cancel()
    loop.call_at(loop.time() + 0.3, f3.cancel)
    print(await f1, f1.done(), handle.cancelled())
    try:
        await f2
    except ValueError as e:
        print("caught", e)
    try:
        await f3
    except asyncio.CancelledError:
        print("f3 gone")
    try:
        f1.set_result(2)
    except asyncio.InvalidStateError as e:
        print(type(e).__name__, e)
    async def child():
        await asyncio.sleep(1)
        return "child"
    t = asyncio.create_task(child(), name="kid")
    t.add_done_callback(on_done("task"))
    shielded = asyncio.shield(t)
    shielded.cancel()
    await asyncio.sleep(0)
    print(t.get_name(), t.done(), shielded.cancelled(), await t, t.done())
    print(asyncio.iscoroutinefunction(child), asyncio.isfuture(f1), asyncio.iscoroutine(t))
    print(await asyncio.wait_for(asyncio.ensure_future(child()), 2), [t.get_name() for t in asyncio.all_tasks()])

asyncio.run(main())
