import asyncio

async def job():
    print("job runs")
    return 1

async def main():
    job()
    c = job()
    print(type(c).__name__, c.__name__)
    print(await c)
    try:
        await c
    except RuntimeError as e:
        print(e)
    try:
        await 5
    except TypeError as e:
        print(e)
    try:
        for x in job(): pass
    except TypeError as e:
        print(e)
    try:
        async for x in [1]: pass
    except TypeError as e:
        print(e)
    try:
        async with open_it(): pass
    except NameError as e:
        print(e)
    class P: pass
    try:
        with P(): pass
    except TypeError as e:
        print(e)
    try:
        async with P(): pass
    except TypeError as e:
        print(e)
    try:
        with asyncio.Lock(): pass
    except TypeError as e:
        print(e)

asyncio.run(main())
