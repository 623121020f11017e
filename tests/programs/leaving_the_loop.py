import asyncio
async def main():
    await asyncio.sleep(0)
    raise KeyboardInterrupt
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("caught")
async def two():
    t = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    raise SystemExit(4)
try:
    asyncio.run(two())
except SystemExit as e:
    print("exit", e.code)

import asyncio
class C:
    def __call__(s, f): print("called")
    def __eq__(s, o): raise ValueError("no")
async def main():
    f = asyncio.get_running_loop().create_future()
    async def w():
        print("woken", await f)
    t = asyncio.create_task(w())
    await asyncio.sleep(0)
    f.add_done_callback(C())
    try: f.remove_done_callback(print)
    except ValueError as e: print(e)
    f.set_result(1)
    await t
    g = asyncio.get_running_loop().create_future()
    g.add_done_callback(print); g.add_done_callback(print)
    print(g.remove_done_callback(print), g.remove_done_callback(print))
asyncio.run(main())
