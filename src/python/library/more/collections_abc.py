class _Kind:
    def __class_getitem__(cls, item):
        return cls


class Iterable(_Kind):
    pass


class Iterator(Iterable):
    pass


class Generator(Iterator):
    pass


class Callable(_Kind):
    pass


class Awaitable(_Kind):
    pass


class Coroutine(Awaitable):
    pass


class AsyncIterable(_Kind):
    pass


class AsyncIterator(AsyncIterable):
    pass


class AsyncGenerator(AsyncIterator):
    pass


class Sequence(_Kind):
    pass


class MutableSequence(Sequence):
    pass


class Mapping(_Kind):
    pass


class MutableMapping(Mapping):
    pass


class Set(_Kind):
    pass


class Hashable(_Kind):
    pass


class Sized(_Kind):
    pass


class Collection(_Kind):
    pass


class Container(_Kind):
    pass
