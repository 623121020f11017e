import asyncio
import random
import time
random.seed(7)

async def ask(user):
    print(f"Waiting for the code of user {user}")
    wait = random.randrange(5, 15)
    await asyncio.sleep(wait)
    return wait

async def main():
    start = time.time()
    tasks = [asyncio.create_task(ask(user)) for user in range(6)]
    waits = await asyncio.gather(*tasks)
    for wait in waits:
        print(f"took {wait} s")
    print(f"sum {sum(waits)} s, measured {time.time() - start:.1f} s")

if __name__ == '__main__':
    await main()
