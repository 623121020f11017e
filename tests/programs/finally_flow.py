def f1():
    try:
        return "try"
    finally:
        print("f1")
def f2():
    for i in range(3):
        try:
            continue
        finally:
            print("f2", i)
    return "done"
def f3():
    while True:
        try:
            try:
                break
            finally:
                print("inner")
        finally:
            print("outer")
    return "out"
def f4():
    try:
        raise ValueError("a")
    except ValueError as e:
        try:
            raise KeyError("b")
        except KeyError as k:
            print(repr(k.__context__))
        print(e)
        return "f4"
    finally:
        print("f4 fin")
def f5(x):
    with open_cm("a") as a, open_cm("b"):
        if x:
            return a
        raise RuntimeError("r")
from contextlib import contextmanager
@contextmanager
def open_cm(n):
    print("open", n)
    try:
        yield n
    except RuntimeError as e:
        print("saw", e)
        raise
    finally:
        print("close", n)
print(f1(), f2(), f3(), f4(), f5(1))
try:
    f5(0)
except RuntimeError as e:
    print("outside", e)
def f6():
    try:
        yield 1
        try:
            yield 2
        finally:
            print("gen inner")
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("gen outer")
g = f6(); next(g); next(g); g.close()
g = f6(); print(next(g)); del g
print("deleted")
def f7():
    try:
        pass
    except ValueError:
        print("no")
    else:
        print("else")
        return 7
    finally:
        print("fin7")
print(f7())
def nested(n):
    try:
        if n == 0: raise ValueError("zero")
        return nested(n - 1)
    except ValueError as e:
        if n < 2: raise
        return f"caught at {n}: {e}"
print(nested(4))
try:
    raise ValueError("x") from None
except ValueError as e:
    print(e.__cause__, e.__suppress_context__)
try:
    try:
        raise TypeError("first")
    finally:
        raise ValueError("second")
except ValueError as e:
    print(repr(e), repr(e.__context__))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    try: 1/0
    except "notaclass": pass
except TypeError as e:
    print(e)
