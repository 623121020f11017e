import asyncio
from collections import Counter
import string

TEXT = """The quick brown fox jumps over the lazy dog.
The dog sleeps; the fox runs.
"""

async def words(text):
    for line in text.splitlines():
        await asyncio.sleep(0)
        for word in line.split():
            yield word.strip(string.punctuation).lower()

async def main():
    counts = Counter([w async for w in words(TEXT)])
    print(counts.most_common(3), counts["fox"], counts["cat"], sum(counts.values()))
    print(Counter("banana") - Counter("ab"), Counter(a=2) + Counter(a=1, b=3))
    s = "Hello, World"
    print(s[::-1], s[-5:], s[::2], s.swapcase(), s.center(20, "*"), s.partition(", "))
    print(s.find("o"), s.rfind("o"), s.count("l"), s.index("W"), s.replace("l", "L", 2), "x".join("abc"))
    print("a,b,,c".split(","), " a  b ".split(), "k=v=w".split("=", 1), "1-2-3".rsplit("-", 1))
    print("%-8s|%5d|%05.1f|%x" % ("ab", 42, 3.14159, 255), "{0}-{1!r:>6}-{name}".format(1, "x", name="n"))
    print("abc".translate(str.maketrans("ab", "xy", "c")), "ß".upper(), "straße".casefold(), "éa".encode(), b"hi".decode())
    print(ord("a"), chr(8364), "\u20ac".encode("utf-8"), repr("tab\t\"q\" 'x'\n"), "a" "b" f"{1+1}")
    print("yes" if "quick" in TEXT else "no", TEXT.startswith(("A", "The")), "abc" < "abd", sorted("hello", key=str.upper))
    print("\n".join(f"{i:>2}. {line.rstrip('.;')}" for i, line in enumerate(TEXT.strip().split("\n"), start=1)))
    print("title case here".title(), "snake_case_name".replace("_", " ").title().replace(" ", ""), "123".zfill(6), "-7".zfill(4))
    print("a-b_c".isidentifier(), "abc".isalpha(), "12".isdigit(), "".isalnum(), " ".isspace(), "Ab".istitle())

asyncio.run(main())
