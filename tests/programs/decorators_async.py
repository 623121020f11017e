import asyncio
import functools
import time

def timed(func):
    @functools.wraps(func)
    async def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return await func(*args, **kwargs)
        finally:
            print(f"{func.__name__}{args} took {time.perf_counter() - start:.2f}s")
    return wrapper

def retry(times, exceptions=(Exception,), delay=0.1):
    def decorate(func):
        @functools.wraps(func)
        async def wrapper(*args, **kwargs):
            last = None
            for attempt in range(times):
                try:
                    return await func(*args, **kwargs)
                except exceptions as error:
                    last = error
                    print(f"  attempt {attempt + 1} of {func.__name__} failed: {error!r}")
                    await asyncio.sleep(delay * 2 ** attempt)
            raise RuntimeError("all attempts failed") from last
        wrapper.calls = times
        return wrapper
    return decorate

fails = {"a": 1, "b": 5}

@timed
@retry(3, (ValueError, KeyError), delay=0.5)
async def load(key):
    """Load a key."""
    await asyncio.sleep(0.1)
    if fails[key] > 0:
        fails[key] -= 1
        raise ValueError(key)
    return key.upper()

async def main():
    print(load.__name__, load.__doc__, load.calls)
    print(await load("a"))
    try:
        await load("b")
    except RuntimeError as error:
        print(error, "because", repr(error.__cause__))
    results = await asyncio.gather(load("a"), load("c"), return_exceptions=True)
    print(results)

asyncio.run(main())
