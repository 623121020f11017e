import asyncio

balance = 100
lock = asyncio.Lock()

async def withdraw(amount):
    global balance
    if balance >= amount:
        await asyncio.sleep(0.5)   # the others run here, and see the old balance
        balance -= amount

async def withdraw_safely(amount):
    async with lock:
        await withdraw(amount)

async def main():
    global balance
    await asyncio.gather(withdraw(80), withdraw(80))
    print("without the lock:", balance)
    balance = 100
    await asyncio.gather(withdraw_safely(80), withdraw_safely(80))
    print("with the lock:", balance)

asyncio.run(main())
