from operator import index as _index

pi = 3.141592653589793
e = 2.718281828459045
tau = 2 * pi
inf = float("inf")
nan = float("nan")


# More factors than a program can have the memory for.
_MAX_FACTORS = 1_000_000


# As a float. What is no real number is an error.
def _float(number):
    return pow(number, 1)


# The product of all integers from one to another: in halves, because numbers of one length are multiplied fastest.
def _product(first, last):
    if last - first > 16:
        middle = (first + last) // 2
        return _product(first, middle) * _product(middle + 1, last)
    product = 1
    while first <= last:
        product *= first
        first += 1
    return product


def comb(n, k, /):
    n, k = _index(n), _index(k)
    if n < 0 or k < 0:
        raise ValueError(f"{'n' if n < 0 else 'k'} must be a non-negative integer")
    if k > n:
        return 0
    k = min(k, n - k)
    return perm(n, k) // factorial(k)


def dist(p, q, /):
    p, q = tuple(p), tuple(q)
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return hypot(*[_float(one) - _float(other) for one, other in zip(p, q)])


def factorial(n, /):
    n = _index(n)
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    return perm(n, n)


# The sum, rounded once: what is lost by each addition is kept, and added in the end.
def fsum(seq, /):
    partials, special, has_nan = [], 0.0, False
    for number in seq:
        number = _float(number)
        if number - number != 0:
            special += number
            has_nan = has_nan or number != number
            continue
        kept = []
        for partial in partials:
            large, small = (partial, number) if abs(number) < abs(partial) else (number, partial)
            number = large + small
            lost = small - (number - large)
            if lost:
                kept.append(lost)
        if number - number != 0:
            raise OverflowError("intermediate overflow in fsum")
        partials = kept + [number]
    if special != special and not has_nan:
        raise ValueError("-inf + inf in fsum")
    if special:
        return special
    total, lost = 0.0, 0.0
    while partials and not lost:
        before, partial = total, partials.pop()
        total = before + partial
        lost = partial - (total - before)
    # Half of the last place is rounded in the direction of what is left.
    if lost and partials and (lost > 0) == (partials[-1] > 0):
        rounded = total + 2 * lost
        if 2 * lost == rounded - total:
            return rounded
    return total


def gcd(*integers):
    divisor = 0
    for number in integers:
        number = _index(number)
        while number:
            divisor, number = number, divisor % number
    return abs(divisor)


def hypot(*coordinates):
    sides = [fabs(coordinate) for coordinate in coordinates]
    if inf in sides:
        return inf
    total = sum([side * side for side in sides])
    largest = max(sides, default=0.0)
    if 1e-290 < total < inf or not largest:
        return sqrt(total)
    return largest * sqrt(sum([(side / largest) ** 2 for side in sides]))


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b, rel_tol, abs_tol = _float(a), _float(b), _float(rel_tol), _float(abs_tol)
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    difference = abs(a - b)
    return a == b or difference < inf and difference <= max(rel_tol * max(abs(a), abs(b)), abs_tol)


def lcm(*integers):
    multiple = 1
    for number in integers:
        number = _index(number)
        divisor = gcd(multiple, number)
        multiple = multiple // divisor * number if divisor else 0
    return abs(multiple)


def perm(n, k=None, /):
    if k is None:
        return factorial(n)
    n, k = _index(n), _index(k)
    if n < 0 or k < 0:
        raise ValueError(f"{'n' if n < 0 else 'k'} must be a non-negative integer")
    if k > n:
        return 0
    if k > _MAX_FACTORS:
        raise MemoryError
    return _product(n - k + 1, n)


def prod(iterable, /, *, start=1):
    for factor in iterable:
        start *= factor
    return start
