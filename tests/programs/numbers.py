print(7 // 2, -7 // 2, 7 % -3, 2 ** 10, 2 ** -1, 2 ** 0.5, 10 / 4, 1e3, 0x1f, 0b101, 0o17, 1_000_000, abs(-3), divmod(-7, 2), pow(3, 4, 5), round(2.5), round(3.5), round(-2.5), round(1234.567, 1), round(1234, -2))
print(2 ** 100, -(2 ** 70) // 3, (2 ** 65) % 1000, 10 ** 20 // 7, 12345678901234567890 * 98765432109876543210, int("123456789012345678901234567890"), hex(2 ** 70), (1 << 80) >> 70, ~5, 6 & 3, 6 | 3, 6 ^ 3, 2 ** 64 - 1 & 0xff)
print(float("1.5"), int(3.9), int(-3.9), int("ff", 16), int("0b11", 0), float("inf"), float("-inf"), float("nan"), 1e308 * 10, 5 == 5.0, 0.1 + 0.2 == 0.3, True + True, isinstance(True, int), bool(""), 3 .real)
print(0.1, 1e22, 1e21, 123456789.123456789, 1e-5, 0.0001, 5e-324, 1.7976931348623157e308, 100.0, 1.0e10, 12345678901234567.0)
import math
print(math.pi, math.sqrt(16), math.floor(-2.5), math.ceil(2.1), math.factorial(20), math.gcd(12, 18), math.isclose(0.1 + 0.2, 0.3), math.inf, math.log(100, 10), math.log2(8), math.hypot(3, 4), math.comb(5, 2), math.prod([1, 2, 3, 4]), math.trunc(2.7), math.isqrt(17), math.e, math.sin(1), math.exp(1), math.lcm(4, 6))
print(sum([1, 2, 3], 10), sum([0.1] * 3), min(3, 1, 2), max("abc"), max([1, 5, 3], key=lambda x: -x), min([], default=0), sorted([3, 1, 2], reverse=True), list(reversed([1, 2, 3])), any([0, 1]), all([]))
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, not 0, 1 and 2, 0 or "x", None is None, 3 if 0 else 4, 5 in range(10), range(10)[3], range(0, 10, 3)[-1], list(range(10, 0, -3)), len(range(5, 50, 5)))
print(bin(10), oct(8), hex(255), (255).bit_length(), (3.0).is_integer(), 7.5 // 2, -7.5 % 2, 1e16 + 1, 3.7 % 1, 2 ** 0.5 * 2 ** 0.5)
try:
    1 // 0
except ZeroDivisionError as e:
    print(e)
try:
    1.0 / 0
except ZeroDivisionError as e:
    print(e)
try:
    5 % 0
except ZeroDivisionError as e:
    print(e)
try:
    math.sqrt(-1)
except ValueError as e:
    print(e)
