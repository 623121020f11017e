import asyncio

async def slow():
    try:
        await asyncio.sleep(5)
        return "done"
    except asyncio.CancelledError:
        print("slow was cancelled")
        raise

async def main():
    try:
        await asyncio.wait_for(slow(), timeout=1)
    except asyncio.TimeoutError as e:
        print("timeout", repr(e), e.__cause__.__class__.__name__)
    print(await asyncio.wait_for(slow(), timeout=10))
    print(await asyncio.wait_for(slow(), None))
    try:
        await asyncio.wait_for(slow(), 0)
    except TimeoutError:
        print("at once")
    fut = asyncio.get_running_loop().create_future()
    fut.set_result(7)
    print(await asyncio.wait_for(fut, 0))

asyncio.run(main())
