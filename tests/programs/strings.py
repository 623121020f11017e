s = "Hello, World"
print(s.upper(), s.lower(), s.title(), s.swapcase(), s.replace("l", "L", 2), s.find("o"), s.rfind("o"), s.count("l"), s.index("W"))
print(s[::-1], s[1:5], s[-5:], s[::2], s.split(", "), "a b  c".split(), "a,b,,c".split(","), "a-b-c".rsplit("-", 1), "x".join("abc"))
print("  pad ".strip(), "xxhixx".strip("x"), "abc".center(9, "*"), "abc".ljust(5) + "|", "abc".rjust(5), "7".zfill(3), "-7".zfill(4))
print("abc".startswith(("x", "a")), "abc".endswith("c"), "a1".isalnum(), "12".isdigit(), "ab".isalpha(), " ".isspace(), "Ab".istitle(), "a_b".isidentifier())
print("k=v=w".partition("="), "k=v=w".rpartition("="), "prefix-x".removeprefix("prefix-"), "line1\nline2".splitlines(), "tab\tx".expandtabs(4))
print(repr("it's"), repr('say "hi"'), repr("a\n\t\\"), repr("é ü 🎉"), ascii("é"), len("é🎉"), "🎉é"[0], ord("a"), chr(8364), "ß".upper())
print("{0} {1} {0}".format("a", "b"), "{:>8}|{:<8}|{:^8}".format("r", "l", "c"), "{a[0]} {b.real}".format(a=[5], b=3), "{{}}".format())
print(f"{3.14159:.2f} {1000000:,} {0.5:%} {255:x} {255:#X} {5:08b} {-3:+d} {3:+} {1e-7} {12345.678:e} {1.5:g} {100000000.0:g} {'x':*^5} {True} {None!r:>6}")
x, w = 3, 10; name = "n"
print(f"{x=} {x + 1 = } {name!r:>{w}} {'nested ' + f'{x:0{w}d}'} {x:{'>'}{w}}|", f"{{literal}} {x!s}")
print("%5.2f|%-5d|%05d|%s|%r|%x|%%|%+d|%e|%c" % (3.14159, 42, 42, "s", "r", 255, 5, 12345.678, "z"), "%(a)s-%(b)03d" % {"a": 1, "b": 2})
print("a" "b" 'c', """multi
line""", r"raw\n", b"bytes", b"x"[0], "abc" < "abd", "a" * 3, "b" in "abc", "z" not in "abc")
print("Hello".translate(str.maketrans("el", "ip")), "abc".encode(), b"abc".decode(), str(b"x"), "a\\b", "\x41\u00e9")
print(f"{1234.5:10.1f}|{1234.5:<10}|{'abc':.2}|{42:^6}|{-42:=+8d}|{3.0}|{1e16}|{1e15}|{0.1 + 0.2}|{1/3:.3}|{2.5:.0f}|{1e100:.3g}|{float('inf')}|{-0.0}")
