def make():
    return ExceptionGroup("g", [ValueError("v"), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError("v2")])])
try:
    raise make()
except* ValueError as eg:
    print("V", eg, eg.exceptions)
except* TypeError as eg:
    print("T", eg.exceptions)
except* KeyError as eg:
    print("K", eg.exceptions[0].exceptions)
try:
    try:
        raise make()
    except* ValueError:
        pass
except ExceptionGroup as eg:
    print(repr(eg))
try:
    raise ValueError("plain")
except* ValueError as eg:
    print(repr(eg))
m, r = make().split(ValueError)
print(repr(m)); print(repr(r)); print(make().subgroup(KeyError), make().subgroup(OSError))
try:
    try:
        raise ExceptionGroup("a", [ValueError(1)])
    except* ValueError:
        raise KeyError("new")
except BaseException as e:
    print(type(e).__name__, e)
try:
    ExceptionGroup("x", [])
except ValueError as e:
    print(e)
print(make().message, len(make().exceptions), isinstance(make(), Exception))
