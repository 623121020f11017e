def f(v):
    match v:
        case 0 | 1: return "small"
        case int(n) if n > 100: return f"big {n}"
        case int() | float(): return "number"
        case "yes" | "no" as word: return f"word {word}"
        case str(): return "text"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"starts with 1, {rest}"
        case [a, b, *_]: return f"{a} {b}"
        case {"type": "point", "x": x, **rest}: return f"point {x} {rest}"
        case {}: return "dict"
        case None: return "none"
        case (True | False): return "bool"
        case _: return "other"
for v in (0, 1, 500, 7, 2.5, "yes", "abc", [], [5], [1, 2, 3], (2, 3, 4), {"type": "point", "x": 1, "y": 2}, {"a": 1}, None, {1}, b"x"):
    print(f(v))
