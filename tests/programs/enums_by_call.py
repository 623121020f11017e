from enum import Enum, IntEnum
from itertools import combinations, combinations_with_replacement
from contextlib import ExitStack

Color = Enum("Color", "RED GREEN")
Size = IntEnum("Size", ["S", "M"])
Answer = Enum("Answer", {"YES": "y", "NO": "n"})
print(list(Color), Color.RED.value, Color["GREEN"], Color(2), len(Color))
print(Size.M > Size.S, int(Size.M), [answer.value for answer in Answer], Answer("n").name)
print(list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)), list(combinations([], 1)))
with ExitStack() as stack:
    stack.callback(print, "kept")
    later = stack.pop_all()
print("left")
later.close()
