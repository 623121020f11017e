n = 0
while True:
    n += 1
    if n == 3: continue
    if n > 5: break
    print(n, end=" ")
else:
    print("never")
print()
for i in range(3):
    for j in range(3):
        if j == 2: break
        if i == j == 1: print("11", end=";")
    else:
        print("no break")
    print(i, j, end=" ")
else:
    print("done")
if (m := len("abc")) > 2: print("walrus", m)
print([y := 5, y ** 2], [last := x for x in range(3)], last)
x = 5
print("neg" if x < 0 else "zero" if x == 0 else "pos")
def f():
    pass
print(f(), f.__name__, callable(f), type(f).__name__)
del x
try:
    x
except NameError as e:
    print(e)
def local():
    try:
        print(z)
    except UnboundLocalError as e:
        print(e)
    z = 1
local()
import sys
print(1, 2, sep="-", end="!\n"); print(); print("err", file=sys.stderr); print(*[1, 2, 3], sep=", ")
i = 0
while i < 3: i += 1
else: print("while else", i)
with_result = []
class CM:
    def __init__(self, n): self.n = n
    def __enter__(self): with_result.append(f"enter {self.n}"); return self.n
    def __exit__(self, t, v, tb): with_result.append(f"exit {self.n} {t.__name__ if t else None}"); return self.n == 2
with CM(1) as a, CM(2) as b:
    with_result.append(a + b)
    raise ValueError
print(with_result)
def early():
    with CM(3):
        return "ret"
print(early(), with_result[-1])
for a, (b, c) in [(1, (2, 3))]: print(a, b, c)
print(*(x for x in "ab"), **{"sep": "+"})
lst = [1, 2, 3]
for x in lst:
    if x == 1: lst.append(4)
    print(x, end=" ")
print(type(1), type("").__name__, id(lst) == id(lst), isinstance(1, (str, int)))
