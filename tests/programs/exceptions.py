def f(n):
    try:
        print("try", n)
        if n == 1: raise ValueError("one")
        if n == 2: return "returned"
        if n == 3: raise KeyError("three")
    except ValueError as e:
        print("except", e)
        return "handled"
    else:
        print("else")
    finally:
        print("finally")
    return "end"
for i in range(4):
    try:
        print(f(i))
    except KeyError as e:
        print("outer", e, e.args)
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally:
            print("fin", i)
    return "g"
print(g())
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise RuntimeError("wrapped") from e
except RuntimeError as e:
    print(repr(e), repr(e.__cause__), e.__suppress_context__)
try:
    try:
        {}["k"]
    except KeyError:
        [][1]
except IndexError as e:
    print(e, repr(e.__context__))
try:
    raise ValueError
except Exception as e:
    print(repr(e), str(e) == "")
try:
    int("x")
except (TypeError, ValueError) as e:
    print(e)
try:
    e
except NameError as err:
    print(err)
for bad in (lambda: undefined, lambda: "a" + 1, lambda: 1 + "a", lambda: [1][5], lambda: {}["q"], lambda: None.x, lambda: len(5), lambda: int("1.5"), lambda: [] < {}, lambda: "abc"["a"], lambda: (1, 2)[9], lambda: 5(), lambda: next(iter([])), lambda: float("abc"), lambda: {[]: 1}, lambda: "a".foo, lambda: [1, 2].index(5), lambda: max([]), lambda: "%d" % "x", lambda: "x" * "y"):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    assert 1 == 2, "math"
except AssertionError as e:
    print("assert", e)
e = ValueError("a", 1); e.add_note("note"); print(e, e.args, e.__notes__)
def gen():
    try:
        yield 1
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("gen fin")
q = gen(); next(q); q.close()
