import asyncio

open_now = most = 0

async def request(number):
    global open_now, most
    open_now += 1
    most = max(most, open_now)
    await asyncio.sleep(0.3)
    open_now -= 1

async def main():
    global most
    await asyncio.gather(*map(request, range(12)))
    print("at most", most, "at once")

    most, few = 0, asyncio.Semaphore(3)

    async def polite(number):
        async with few:
            await request(number)

    await asyncio.gather(*map(polite, range(12)))
    print("at most", most, "at once")

asyncio.run(main())
