import asyncio, io, contextlib

async def report(out, n):
    await asyncio.sleep(n / 10)
    print("line", n, file=out)

async def main():
    out = io.StringIO()
    await asyncio.gather(*(report(out, n) for n in (3, 1, 2)))
    print(repr(out.getvalue()))
    out.seek(0)
    print(out.readline().strip(), out.read().split("\n"), [line for line in io.StringIO("a\nb\n")])
    with contextlib.redirect_stdout(io.StringIO()) as captured:
        print("secret")
        await asyncio.sleep(0)
    print("captured", captured.getvalue().upper(), end="")
    with contextlib.suppress(ZeroDivisionError, KeyError):
        1 / 0
    print("after")

asyncio.run(main())
