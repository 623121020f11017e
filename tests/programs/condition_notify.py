import asyncio

items = []

async def consumer(n, cond):
    async with cond:
        await cond.wait_for(lambda: items)
        print("consumer", n, "got", items.pop(0))

async def producer(cond):
    for i in range(3):
        await asyncio.sleep(1)
        async with cond:
            items.append(i)
            print("produced", i)
            cond.notify()

async def main():
    cond = asyncio.Condition()
    await asyncio.gather(consumer(1, cond), consumer(2, cond), consumer(3, cond), producer(cond))
    try:
        cond.notify()
    except RuntimeError as e:
        print(e)
    async with cond:
        cond.notify_all()

asyncio.run(main())
