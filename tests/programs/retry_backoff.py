import asyncio
import random

class Flaky(Exception):
    pass

async def call(attempt):
    await asyncio.sleep(0.1)
    if attempt < 3:
        raise Flaky(f"attempt {attempt}")
    return "success"

async def retry(fn, *, tries=5, base=0.5):
    for attempt in range(1, tries + 1):
        try:
            return await fn(attempt)
        except Flaky as e:
            delay = base * 2 ** (attempt - 1) + random.random() / 10
            print(f"{e}: wait {delay:.3f}")
            await asyncio.sleep(delay)
    raise RuntimeError("gave up")

async def main():
    random.seed(1)
    print(await retry(call))
    try:
        await retry(call, tries=2, base=0.1)
    except RuntimeError as e:
        print(e)
    print(f"{asyncio.get_running_loop().time():.2f}")

asyncio.run(main())
