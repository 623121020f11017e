import asyncio

async def main():
    loop = asyncio.get_running_loop()
    order = []
    for i in range(12):
        loop.call_later(1, order.append, i)
    for i in range(5):
        loop.call_later(0.5, order.append, -i)
    await asyncio.sleep(2)
    print(order)
    async def s(i):
        await asyncio.sleep(1)
        order2.append(i)
    order2 = []
    await asyncio.gather(*[s(i) for i in range(15)])
    print(order2)

asyncio.run(main())
