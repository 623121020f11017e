import asyncio
import random

random.seed(4)

async def unreliable():
    await asyncio.sleep(0.2)
    if random.random() < 0.7:
        raise ConnectionError("no answer")
    return "the answer"

async def retry(attempts=5, pause=0.2):
    for attempt in range(1, attempts + 1):
        try:
            return await unreliable()
        except ConnectionError as error:
            print(f"attempt {attempt}: {error}, next in {pause:.1f} s")
            await asyncio.sleep(pause + random.uniform(0, 0.1))
            pause *= 2
    raise ConnectionError("gave up")

print(asyncio.run(retry()))
