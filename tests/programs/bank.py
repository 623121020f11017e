import asyncio
import random

class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.need, self.have = need, have

class Account:
    count = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.lock = asyncio.Lock()
        type(self).count += 1

    @property
    def balance(self):
        return self._balance

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    async def withdraw(self, amount):
        async with self.lock:
            await asyncio.sleep(0.01)
            if amount > self._balance:
                raise InsufficientFunds(amount, self._balance)
            self._balance -= amount

    async def deposit(self, amount):
        async with self.lock:
            await asyncio.sleep(0.01)
            self._balance += amount

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self._balance})"

async def transfer(a, b, amount):
    try:
        await a.withdraw(amount)
    except InsufficientFunds as e:
        return f"{a.owner}: {e} ({e.need - e.have} short)"
    else:
        await b.deposit(amount)
        return f"{a.owner} -> {b.owner}: {amount}"

async def main():
    random.seed(11)
    accounts = [Account("ann", 100), Account("ben", 50), Account.empty("cal")]
    jobs = [transfer(*random.sample(accounts, 2), random.choice([10, 40, 90])) for _ in range(8)]
    for line in await asyncio.gather(*jobs):
        print(line)
    print(accounts, sum(a.balance for a in accounts), Account.count)

asyncio.run(main())
