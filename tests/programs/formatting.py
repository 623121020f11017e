from math import pi
print(f"{pi:10.3f}|{pi:<10.3f}|{pi:^10.3f}|{pi:+.2e}|{pi:010.2f}|{1e6:,.1f}|{0.5:.0%}|{1234567.891:_.2f}|{42:b}|{42:#b}|{42:o}|{42:#x}|{-42:08d}|{42:+d}|{42: d}|{'s':>3}|{'s':*<3}|{True:>6}|{None}|{[1]}|{'a':s}|{65:c}")
for v in (0, 1, 1.0, 0.1, 123456789, 1234567890123456789, 1e-10, 1.5e300, 100000.0, 0.00001234, 2/3, -1.5): print(f"{v:g} {v:.3g} {v:e} {v:.2f} {v} {v:,}" if abs(v) < 1e18 else f"{v:g} {v:e} {v}")
w = 12; p = 4; print(f"{'x':{w}}|{pi:{w}.{p}}|{pi:.{p}f}|{'abc':{'^'}{w}}|{'q'!r:>{w}}")
print("{:d} {:5} {:<5}| {:>5} {:^5}| {:05} {!r} {!s:>4} {0}".replace(" {0}", "").format(1, 2, 3, 4, 5, 6, "r", "s"), "{a} {b[0]} {b[1]} {c.imag} {d[k]}".format(a=1, b=[2, 3], c=1, d={"k": "v"}), "{0:{1}}".format("x", 5), "{:,}".format(12345678), "{:.3}".format("abcdef"), "{:%}".format(0.25))
print("%s %5s %-5s| %r %d %i %05.1f %x %o %e %g %c %%" % ("a", "b", "c", "d", 1, 2.9, 3.14159, 255, 8, 12345.678, 0.0001, "z"), "%(x)s %(y).2f" % {"x": 1, "y": 2}, "%s" % [1, 2], "%s" % (1,), "%5d|%-5d|%+d|% d" % (1, 2, 3, 4), "%.3s" % "abcdef", "%*d" % (5, 42), "%#x" % 255)
for bad in (lambda: "%d" % "a", lambda: "%s %s" % 1, lambda: "%s" % (1, 2), lambda: "{}".format(), lambda: "{a}".format(), lambda: f"{1:s}", lambda: f"{'a':d}", lambda: f"{[]:5}", lambda: "%z" % 1, lambda: "{".format(), lambda: f"{3.5:d}", lambda: "%(a)s" % 1):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(f"{'nested':{'>' if True else '<'}{10}}", f"{{}}", f"{{{1}}}", f"{1 if True else 2}", f"{(lambda x: x * 2)(3)}", f"{ {'a': 1}['a'] }", f"{'a' 'b'}", f'{"quotes"}', f"{1!r}", f"{'''tri'''}", f"{1,2}", f"{x}" if (x := 3) else "")
name, val = "n", 3.5; print(f"{name=} {val=:.2f} {val = } {1+1=}")
print("a\tb\\n", r"\d+", "\x61\u0062\U00000063", "line \
continued", 'it''s', """a "quoted" b""", "tab:\t|", b"a\x00\n", len("\n\t"), "\101")
print(str(3.0), repr(0.1 + 0.2), str(1e16), str(123456789012345.678), 1e-4, 1e-5, 3.14e10, float("1e-320"), -0.0, 1.0e0, 5e-1, 1_0.5)
