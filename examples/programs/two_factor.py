import asyncio
import random
import time

async def code_from(user):
    print(f"waiting for the code of user {user}")
    seconds = random.randrange(5, 15)
    await asyncio.sleep(seconds)
    return seconds

async def main():
    start = time.time()
    tasks = [asyncio.create_task(code_from(user)) for user in range(1, 7)]
    waits = await asyncio.gather(*tasks)
    for user, seconds in enumerate(waits, 1):
        print(f"user {user} needed {seconds} s")
    print(f"{sum(waits)} s of waiting took {time.time() - start:.1f} s")

if __name__ == "__main__":
    await main()
