import asyncio

async def hello(n):
    await asyncio.sleep(n)
    return f"hello {n}"

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
t = loop.create_task(hello(1))
print(loop.run_until_complete(t), loop.is_running())
print(loop.run_until_complete(hello(3)))
loop.call_later(2, loop.stop)
loop.call_later(1, print, "one")
loop.run_forever()
print(loop.time())
loop.close()
try:
    loop.call_soon(print)
except RuntimeError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
c = hello(1)
try:
    asyncio.create_task(c)
except RuntimeError as e:
    print(e)
c.close()
