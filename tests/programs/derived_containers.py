from collections import deque
class M(set): pass
print(M([1,2]), len(M([1,2])), sorted(M([1,2])))
class L(list): pass
print(L([1,2]), L((3,)))
class Q(dict): pass
print(Q(a=1), Q({2:3}))
class D(deque): pass
print(D([1,2]), len(D([1,2])))
class F(frozenset): pass
print(F([1]), set([1]) | F([2]))
class T(tuple): pass
print(T([1,2]))
m = M([1,2]); m.add(3); m |= {4}; print(len(m), type(m).__name__)
