import asyncio
import traceback

class AppError(Exception):
    pass

async def low():
    await asyncio.sleep(0.1)
    return {}["missing"]

async def mid():
    try:
        await low()
    except KeyError as e:
        raise AppError("mid failed") from e

async def top():
    try:
        await mid()
    finally:
        print("top cleanup")

async def main():
    try:
        await top()
    except AppError as e:
        print(type(e).__name__, e, repr(e.__cause__), e.__context__ is e.__cause__)
        lines = traceback.format_exc().splitlines()
        print(lines[0], "|", lines[-1], "|", sum("direct cause" in l for l in lines))
    try:
        try:
            raise ValueError("first")
        except ValueError:
            raise TypeError("second")
    except TypeError as e:
        print(repr(e.__context__), e.__cause__)
    try:
        raise ValueError("a", 1)
    except (TypeError, ValueError) as e:
        e.add_note("note")
        print(e, e.args, e.__notes__)
    def gen():
        try:
            yield 1
        except GeneratorExit:
            print("closed")
            raise
    g = gen(); next(g); g.close()
    try:
        assert 1 == 2, f"math {1 + 1}"
    except AssertionError as e:
        print("assert:", e)
    for bad in ("int('x')", "[][1]", "{}['k']", "None.x", "1 / 0", "'a' + 1", "len(5)", "undefined", "f()"):
        try:
            exec_safely(bad)
        except Exception as e:
            print(bad, "->", type(e).__name__, e)

def f(a, /, b): pass

def exec_safely(what):
    table = {"int('x')": lambda: int("x"), "[][1]": lambda: [][1], "{}['k']": lambda: {}["k"], "None.x": lambda: None.x,
             "1 / 0": lambda: 1 / 0, "'a' + 1": lambda: "a" + 1, "len(5)": lambda: len(5), "undefined": lambda: undefined, "f()": lambda: f()}
    return table[what]()

asyncio.run(main())
