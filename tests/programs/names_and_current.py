import asyncio

async def who():
    t = asyncio.current_task()
    print(t.get_name(), t.get_coro().__name__)
    await asyncio.sleep(0)

async def main():
    print(asyncio.current_task().get_name())
    a = asyncio.create_task(who())
    b = asyncio.create_task(who(), name="special")
    a.set_name("renamed")
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await asyncio.gather(a, b, who())
    print(len(asyncio.all_tasks()), asyncio.iscoroutine(who))

asyncio.run(main())
async def second():
    print(asyncio.current_task().get_name())
asyncio.run(second())
