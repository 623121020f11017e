import asyncio
from enum import Enum, auto

class Light(Enum):
    RED = auto()
    GREEN = auto()
    YELLOW = auto()

    def next(self):
        order = list(Light)
        return order[(order.index(self) + 1) % len(order)]

TIMES = {Light.RED: 3, Light.GREEN: 2, Light.YELLOW: 1}

async def run(light, steps):
    for _ in range(steps):
        print(f"{asyncio.get_running_loop().time():>5.1f} {light.name:<6} {light!r}")
        await asyncio.sleep(TIMES[light])
        light = light.next()

async def main():
    task = asyncio.create_task(run(Light.RED, 10))
    await asyncio.sleep(7.5)
    task.cancel()
    match (await asyncio.gather(task, return_exceptions=True)):
        case [asyncio.CancelledError()]:
            print("stopped")
        case other:
            print(other)

asyncio.run(main())
