import traceback

def f():
    return g()

def g():
    raise ValueError("inside")

try:
    f()
except ValueError:
    text = traceback.format_exc()
    lines = text.splitlines()
    print(lines[0], lines[-1], sep=" | ")
    print([l.split(",")[1].strip() for l in lines if l.startswith("  File")])
try:
    f()
except ValueError as e:
    print(traceback.format_exception_only(e), "".join(traceback.format_exception(e)).splitlines()[-1])
