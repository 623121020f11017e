import asyncio

background = set()

async def work(n):
    await asyncio.sleep(n)
    print("worked", n)
    if n == 2:
        raise ValueError("lost")

async def main():
    for n in (1, 2, 3):
        t = asyncio.create_task(work(n))
        background.add(t)
        t.add_done_callback(background.discard)
    await asyncio.sleep(2.5)
    print(len(background))

asyncio.run(main())
print("end", len(background))
