import asyncio

balance = 100

async def withdraw(amount):
    global balance
    if balance >= amount:
        await asyncio.sleep(0.1)
        balance -= amount
        print("took", amount, "left", balance)
    else:
        print("refused")

async def safe(amount, lock):
    async with lock:
        await withdraw(amount)

async def main():
    global balance
    await asyncio.gather(withdraw(80), withdraw(80))
    balance = 100
    lock = asyncio.Lock()
    await asyncio.gather(safe(80, lock), safe(80, lock))

asyncio.run(main())
