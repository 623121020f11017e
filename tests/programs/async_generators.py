import asyncio

async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0.5)
            got = yield i
            if got:
                print("got", got)
    finally:
        print("closing")
        await asyncio.sleep(0)
        print("closed")

async def main():
    async for x in numbers(3):
        print(x)
    gen = numbers(5)
    print(await gen.__anext__(), await gen.asend("hello"), await anext(gen))
    await gen.aclose()
    try:
        await gen.__anext__()
    except StopAsyncIteration:
        print("exhausted")
    gen = numbers(2)
    print(await anext(gen))
    try:
        await gen.athrow(ValueError("in"))
    except ValueError as e:
        print("out", e)
    print(await anext(numbers(0), "default"))
    print(sum([x async for x in numbers(4)]))
    agen = (x * 2 async for x in numbers(2))
    async for y in agen:
        print(y)
    async for x in numbers(10):
        if x == 1:
            break
    print("after break")

asyncio.run(main())
