import asyncio
import random

class TransientError(Exception): ...
class FatalError(Exception): ...

class Client:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.attempts = 0

    async def call(self):
        self.attempts += 1
        await asyncio.sleep(self.rng.uniform(0.01, 0.05))
        roll = self.rng.random()
        if roll < 0.5:
            raise TransientError(f"attempt {self.attempts}")
        if roll < 0.6:
            raise FatalError("give up")
        return round(roll, 3)

async def with_retry(client, attempts=4, base=0.1):
    for attempt in range(attempts):
        try:
            return await client.call()
        except TransientError as error:
            if attempt == attempts - 1:
                raise
            delay = base * 2 ** attempt * (1 + client.rng.random() / 10)
            print(f"  {error}: waiting {delay:.3f}")
            await asyncio.sleep(delay)

async def main():
    for seed in range(5):
        client = Client(seed)
        try:
            print(seed, await with_retry(client))
        except (TransientError, FatalError) as error:
            print(seed, type(error).__name__, error)
        finally:
            print(seed, "attempts", client.attempts)
    random.seed(42)
    print(random.random(), random.randint(1, 6), random.choice("abc"), random.sample(range(10), 3))
    print(random.gauss(0, 1), random.choices([1, 2], weights=[9, 1], k=5), random.randrange(0, 100, 5))
    deck = list(range(6)); random.shuffle(deck); print(deck, random.uniform(1, 2), random.expovariate(2), random.triangular(0, 1))

asyncio.run(main())
