import math, random
print(2**100, -2**100, 2**64 - 1, 2**63, -2**63, -2**63 - 1, 10**30 // 7, -10**30 // 7, 10**30 % -7, divmod(-10**20, 3))
print(10**20 / 3, 10**400 // 10**390, (10**400) / (10**399), 2**1000 / 3**600, -7 // 2, -7 % 3, 7 % -3, 7 / 2, 1 / 3)
print(2**70 & 2**69 - 1, -2**70 & 0xFF, -1 | 2**80, 5 ^ 2**66, ~2**70, 1 << 100, 2**100 >> 90, -2**100 >> 99, -5 >> 1, -5 >> 200, 3 << 31, 3 << 40, 1 << 62, 1 << 63)
print(hex(2**70), oct(-2**70), bin(2**66 + 5), f"{2**80:x} {2**80:,} {-2**70:_d} {255:#x} {2**65:>30}", int("zz" * 10, 36), int("-123456789012345678901234567890"), int("ff" * 12, 16), 0b1 << 70)
print(pow(3, 1000, 10**20), pow(-3, 7, 11), pow(3, -1, 11), pow(2, 10, -7), pow(7, 0, 1), 3**-2, 0**0, (-2)**63, (-2)**64, 2**62, 2**63)
print(math.gcd(2**100, 6**50), math.lcm(12, 18, 2**70), math.isqrt(10**40), math.isqrt(10**40 - 1), math.isqrt(0), math.factorial(30), math.comb(100, 50), math.log(10**400), math.isqrt(24))
print(hash(-1), hash(10**30) == hash(float(10**30)), float(2**70), int(1e30), int(-1.5e20), round(12345, -2), round(15, -1), round(25, -1), round(10**25 + 5, -1))
print((2**100).bit_length(), (-255).bit_length(), (2**70).bit_count(), (0).bit_length(), (1024).to_bytes(4, "big"), (2**70).to_bytes(10, "little"), (0.1).as_integer_ratio(), (1e22).as_integer_ratio())
print(2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 2**100 < 1e31, 2**100 > float("inf"), 10**400 > 1e308, True < 2**70, sum([2**64, 1, 0.5]), max(2**70, 2.0**71), sorted([2**65, 3, -2**65, 2.5]))
random.seed(2**100); print(random.random(), random.getrandbits(100), random.randrange(10**30)); random.seed(-5); print(random.random())
print([abs(-2**70), +2**70, -(2**70), int(str(3**50)), 3**50 == int(3**50), str(2**200)[-20:], 9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -9223372036854775808 // -1, -(-9223372036854775808)])
for text in ("12a", "", "_1", "0x1g"):
    try: int(text, 0)
    except ValueError as error: print(error)
try: 2.0**5000
except OverflowError as error: print(type(error).__name__)
try: float(10**400)
except OverflowError as error: print(type(error).__name__)
try: 10**400 / 3
except OverflowError as error: print(type(error).__name__)
