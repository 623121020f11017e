import asyncio

async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    print(fut.done(), fut.cancelled())
    try:
        fut.result()
    except asyncio.InvalidStateError as e:
        print(type(e).__name__, e)
    fut.set_exception(ValueError("bad"))
    print(fut.exception())
    try:
        await fut
    except ValueError as e:
        print(e)
    try:
        fut.set_result(1)
    except asyncio.InvalidStateError as e:
        print("invalid")
    f2 = loop.create_future()
    f2.cancel()
    try:
        await f2
    except asyncio.CancelledError as e:
        print("cancelled", e.args)
    t = asyncio.create_task(asyncio.sleep(1, 9))
    print(t.done(), await t, t.result(), t.exception())

asyncio.run(main())
