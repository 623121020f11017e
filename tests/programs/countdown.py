import asyncio
import sys

async def countdown(name, n):
    while n > 0:
        print(name, "T-minus", n)
        n -= 1
        await asyncio.sleep(1)
    print(name, "lift-off", file=sys.stdout, flush=True)

async def spinner(stop: asyncio.Event):
    frames, i = "|/-\\", 0
    while not stop.is_set():
        sys.stdout.write(frames[i % 4])
        i += 1
        await asyncio.sleep(0.3)
    sys.stdout.write("\n")

async def main():
    stop = asyncio.Event()
    spin = asyncio.create_task(spinner(stop))
    await asyncio.gather(countdown("A", 2), countdown("B", 3))
    stop.set()
    await spin

if __name__ == "__main__":
    asyncio.run(main())
