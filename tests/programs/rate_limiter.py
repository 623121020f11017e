import asyncio
from collections import deque

class RateLimiter:
    def __init__(self, rate, per):
        self.rate, self.per = rate, per
        self.times = deque()
        self.lock = asyncio.Lock()

    async def acquire(self):
        async with self.lock:
            loop = asyncio.get_running_loop()
            while True:
                now = loop.time()
                while self.times and now - self.times[0] >= self.per:
                    self.times.popleft()
                if len(self.times) < self.rate:
                    self.times.append(now)
                    return now
                await asyncio.sleep(self.per - (now - self.times[0]))

async def call(limiter, i):
    when = await limiter.acquire()
    print(f"call {i} at {when:.1f}")

async def main():
    limiter = RateLimiter(3, 1.0)
    await asyncio.gather(*(call(limiter, i) for i in range(8)))

asyncio.run(main())
