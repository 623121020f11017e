import asyncio

async def f(x):
    await asyncio.sleep(x)
    return x * 2

print(asyncio.run(f(1)))
print(asyncio.run(f(2)))
with asyncio.Runner() as runner:
    print(runner.run(f(3)))
    print(runner.run(f(4)))
try:
    asyncio.run(5)
except (ValueError, TypeError) as e:
    print(e)
loop = asyncio.new_event_loop()
print(loop.run_until_complete(f(5)))
loop.close()
print(loop.is_closed())
async def nested():
    c = f(1)
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
        c.close()
asyncio.run(nested())
