def g(name):
    try:
        yield 1
    finally:
        print(name, "closed")


class A:
    pass


s = [g("item")]
next(s[0])
s[0] = None
print("after item")
a = A()
a.x = g("attribute")
next(a.x)
a.x = None
print("after attribute")
a.y = g("deleted")
next(a.y)
del a.y
print("after del")
d = {1: g("key")}
next(d[1])
del d[1]
print("after key")
x = g("name")
next(x)
x = 1
print("after name")
l = [g("slice")]
next(l[0])
l[:] = []
print("after slice")
t = g("tuple")
next(t)
t, u = 1, 2
print("after tuple")
