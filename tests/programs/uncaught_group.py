import asyncio

async def f(n):
    await asyncio.sleep(n)
    raise KeyError(n)

async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(f(1))
        tg.create_task(f(1))
    print("never")

try:
    asyncio.run(main())
finally:
    print("finally")
