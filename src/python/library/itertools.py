def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    values = list(iterable)
    while values:
        yield from values


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


class chain:
    def __init__(self, *iterables):
        self._values = (value for iterable in iterables for value in iterable)

    @classmethod
    def from_iterable(cls, iterables):
        new = cls()
        new._values = (value for iterable in iterables for value in iterable)
        return new

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._values)


def islice(iterable, *args):
    bounds = slice(*args)
    start, stop, step = bounds.start or 0, bounds.stop, bounds.step or 1
    wanted = start
    if stop is not None and stop <= 0:
        return
    for index, value in enumerate(iterable):
        if stop is not None and wanted >= stop:
            return
        if index == wanted:
            yield value
            wanted += step
        if stop is not None and index + 1 >= stop:
            return


def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    for value in iterator:
        total = total + value if func is None else func(total, value)
        yield total


def takewhile(predicate, iterable):
    for value in iterable:
        if not predicate(value):
            return
        yield value


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for value in iterator:
        if not predicate(value):
            yield value
            break
    yield from iterator


def filterfalse(predicate, iterable):
    for value in iterable:
        if not (predicate(value) if predicate is not None else value):
            yield value


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def compress(data, selectors):
    for value, selected in zip(data, selectors):
        if selected:
            yield value


def pairwise(iterable):
    iterator = iter(iterable)
    try:
        last = next(iterator)
    except StopIteration:
        return
    for value in iterator:
        yield last, value
        last = value


def batched(iterable, n, *, strict=False):
    if n < 1:
        raise ValueError("n must be at least one")
    iterator = iter(iterable)
    while True:
        batch = tuple(islice(iterator, n))
        if not batch:
            return
        if strict and len(batch) != n:
            raise ValueError("batched(): incomplete batch")
        yield batch


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    left = len(iterators)
    done = [False] * left
    while left:
        values = []
        for index, iterator in enumerate(iterators):
            value = fillvalue
            if not done[index]:
                try:
                    value = next(iterator)
                except StopIteration:
                    done[index] = True
                    left -= 1
                    if not left:
                        return
            values.append(value)
        yield tuple(values)


def product(*iterables, repeat=1):
    pools = [tuple(pool) for pool in iterables] * repeat
    results = [()]
    for pool in pools:
        results = [(*result, value) for result in results for value in pool]
    yield from results


def permutations(iterable, r=None):
    pool = tuple(iterable)
    n = len(pool)
    r = n if r is None else r

    def extend(chosen):
        if len(chosen) == r:
            yield tuple([pool[index] for index in chosen])
            return
        for index in range(n):
            if index not in chosen:
                yield from extend([*chosen, index])

    yield from extend([])


def _combine(iterable, r, step):
    pool = tuple(iterable)

    def extend(chosen, start):
        if len(chosen) == r:
            yield tuple([pool[index] for index in chosen])
            return
        for index in range(start, len(pool)):
            yield from extend([*chosen, index], index + step)

    yield from extend([], 0)


def combinations(iterable, r):
    return _combine(iterable, r, 1)


def combinations_with_replacement(iterable, r):
    return _combine(iterable, r, 0)


def groupby(iterable, key=None):
    groups = []
    for value in iterable:
        kind = value if key is None else key(value)
        if groups and groups[-1][0] == kind:
            groups[-1][1].append(value)
        else:
            groups.append((kind, [value]))
    for kind, values in groups:
        yield kind, iter(values)


def tee(iterable, n=2):
    values = list(iterable)
    return tuple([iter(values) for _ in range(n)])
