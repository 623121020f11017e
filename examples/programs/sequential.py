import asyncio

async def fetch(page):
    await asyncio.sleep(1)
    return f"page {page}"

async def main():
    # One after another: each await waits before the next fetch begins.
    pages = [await fetch(number) for number in range(3)]
    print(pages)

    # Together: three tasks, one wait.
    pages = await asyncio.gather(*(fetch(number) for number in range(3)))
    print(pages)

asyncio.run(main())
