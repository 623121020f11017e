import asyncio

async def send_mail(to, seconds):
    await asyncio.sleep(seconds)
    if to == "bob":
        raise ValueError("bob has no address")
    print("sent to", to)

async def main():
    asyncio.create_task(send_mail("bob", 0.5))    # nobody ever asks how it went
    asyncio.create_task(send_mail("ann", 2))
    await asyncio.sleep(1)
    print("main is done, so all that still runs is cancelled")

asyncio.run(main())
