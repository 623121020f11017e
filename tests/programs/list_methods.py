l = [5, 3, 8, 1]; print(sorted(l), l, l.sort(), l, l.sort(reverse=True), l, sorted("banana"), sorted(["B", "a", "C"], key=str.lower), sorted([(1, "b"), (1, "a")]), sorted([3, 1, 2], key=lambda x: (x % 2, x)))
l = list("abcdef"); print(l[1:4], l[:-2], l[::-1], l[::2], l[4:1:-1], l[10:], l[-3:-1], l[slice(1, 3)]); l[1:3] = []; print(l); l[1:1] = ["x", "y"]; print(l); l[::2] = ["."] * len(l[::2]); print(l); del l[1:3], l[0]; print(l)
l = [1, 2] * 2; l += (3,); l *= 2; print(l, l.count(1), l.index(3), l.index(1, 1), 3 in l, l.remove(3), l, [1] + [2], [[]] * 2, [0] * 0)
a = [1, [2]]; b = a[:]; b[1].append(3); b.append(4); print(a, b, a == b, a is a[:], [1, 2, 3] == [1, 2, 3], [1, 2] < [1, 2, 0], [2] > [1, 9], not [], list((1, 2)), list({"k": 1}), list("ab") + list(range(2)))
for bad in (lambda: [1][3], lambda: [].pop(), lambda: [1].remove(2), lambda: [1] + (2,), lambda: [1]["a"], lambda: sorted([1, "a"]), lambda: [3].index(4), lambda: sum(["a"]), lambda: max([]), lambda: [1, 2][1.5], lambda: len(1), lambda: list(5), lambda: [].foo(), lambda: min(1), lambda: [1, 2, 3].insert()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
it = iter([1, 2, 3]); print(next(it), list(it), list(it), next(it, "end")); print([*map(lambda x, y: x * y, [1, 2], [3, 4])], list(filter(lambda x: x % 2, range(6))), list(zip([1, 2, 3], "ab")), list(enumerate("ab", start=5)), list(reversed(range(3))), list(range(5))[::-2], [x for x in reversed("abc")], list(map(int, "1 2 3".split())), sum([[1], [2]], []), any(map(str.isdigit, "a1")), list(iter(lambda c=iter([1, 2, 0, 3]): next(c), 0)))
stack = []; stack.append(1); stack.append(2); print(stack.pop(), stack[-1], stack); q = [(2, "b"), (1, "a")]; import heapq; heapq.heapify(q); heapq.heappush(q, (0, "z")); print(heapq.heappop(q), q[0], heapq.nsmallest(2, [3, 1, 2]), heapq.nlargest(1, [3, 1, 2])); import bisect; s = [1, 3, 5]; bisect.insort(s, 4); print(s, bisect.bisect_left(s, 3), bisect.bisect(s, 3))
t = (1, 2, 3); print(t[0], t[-1], t[1:], t + (4,), t * 2, 2 in t, t.index(2), len(t), tuple("ab"), (1,) + (), ((1, 2), 3), t < (1, 2, 4), max(t), hash(t) == hash((1, 2, 3)), sorted(t, reverse=True), (5), (5,), tuple([i for i in t]))
