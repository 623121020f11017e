from operator import index as _index

pi = 3.141592653589793
e = 2.718281828459045
tau = 2 * pi
inf = float("inf")
nan = float("nan")


def comb(n, k, /):
    n, k = _index(n), _index(k)
    if n < 0 or k < 0:
        raise ValueError(f"{'n' if n < 0 else 'k'} must be a non-negative integer")
    return perm(n, min(k, n - k)) // factorial(min(k, n - k)) if k <= n else 0


def dist(p, q, /):
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return hypot(*[one - other for one, other in zip(p, q)])


def factorial(n, /):
    n = _index(n)
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    return perm(n, n)


def fsum(seq, /):
    # What is lost by each addition is kept.
    partials = []
    for number in seq:
        number = pow(number, 1)
        kept = []
        for partial in partials:
            large, small = (partial, number) if abs(number) < abs(partial) else (number, partial)
            number = large + small
            lost = small - (number - large)
            if lost:
                kept.append(lost)
        partials = kept + [number]
    total = 0.0
    for partial in partials:
        total += partial
    return total


def gcd(*integers):
    divisor = 0
    for number in integers:
        number = _index(number)
        while number:
            divisor, number = number, divisor % number
    return abs(divisor)


def hypot(*coordinates):
    return sqrt(sum([float(coordinate) ** 2 for coordinate in coordinates]))


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    difference = abs(a - b)
    return a == b or difference < inf and difference <= max(rel_tol * max(abs(a), abs(b)), abs_tol)


def lcm(*integers):
    multiple = 1
    for number in integers:
        divisor = gcd(multiple, number)
        multiple = multiple // divisor * _index(number) if divisor else 0
    return abs(multiple)


def perm(n, k=None, /):
    if k is None:
        return factorial(n)
    n, k = _index(n), _index(k)
    if n < 0 or k < 0:
        raise ValueError(f"{'n' if n < 0 else 'k'} must be a non-negative integer")
    product = 1
    for number in range(n, n - k, -1):
        product *= number
    return product


def prod(iterable, /, *, start=1):
    for factor in iterable:
        start *= factor
    return start
