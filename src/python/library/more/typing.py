TYPE_CHECKING = False


class _Any:
    def __init__(self, name):
        self._name = name

    def __getitem__(self, item):
        return self

    def __call__(self, *args, **kwargs):
        return args[0] if args else None

    def __or__(self, other):
        return self

    def __ror__(self, other):
        return self

    def __repr__(self):
        return f"typing.{self._name}"


Any = _Any("Any")
Union = _Any("Union")
Optional = _Any("Optional")
Callable = _Any("Callable")
Literal = _Any("Literal")
ClassVar = _Any("ClassVar")
Final = _Any("Final")
Annotated = _Any("Annotated")
Awaitable = _Any("Awaitable")
Coroutine = _Any("Coroutine")
AsyncIterator = _Any("AsyncIterator")
AsyncIterable = _Any("AsyncIterable")
AsyncGenerator = _Any("AsyncGenerator")
Iterator = _Any("Iterator")
Iterable = _Any("Iterable")
Generator = _Any("Generator")
Sequence = _Any("Sequence")
Mapping = _Any("Mapping")
MutableMapping = _Any("MutableMapping")
Collection = _Any("Collection")
Hashable = _Any("Hashable")
Sized = _Any("Sized")
NoReturn = _Any("NoReturn")
Never = _Any("Never")
Self = _Any("Self")
LiteralString = _Any("LiteralString")
Concatenate = _Any("Concatenate")
TypeAlias = _Any("TypeAlias")
Unpack = _Any("Unpack")
Type = type
List = list
Dict = dict
Set = set
FrozenSet = frozenset
Tuple = tuple
Text = str


def TypeVar(name, *constraints, bound=None, covariant=False, contravariant=False, default=None):
    return _Any(name)


def ParamSpec(name, **options):
    parameters = _Any(name)
    parameters.args = parameters.kwargs = None
    return parameters


TypeVarTuple = ParamSpec


class Generic:
    def __class_getitem__(cls, item):
        return cls


class Protocol:
    def __class_getitem__(cls, item):
        return cls


class TypedDict(dict):
    def __init_subclass__(cls, total=True):
        pass


class _NamedTupleMeta(type):
    def __init_class__(cls):
        if cls.__module__ == "typing":
            return cls
        from collections import namedtuple

        names = list(cls.__dict__.get("__annotations__", {}))
        defaults = [cls.__dict__[name] for name in names if name in cls.__dict__]
        made = namedtuple(cls.__name__, names, defaults=defaults)
        for name, value in cls.__dict__.items():
            if name not in names and not (name.startswith("__") and name in ("__module__", "__qualname__", "__annotations__", "__dict__")):
                setattr(made, name, value)
        return made


class NamedTuple(metaclass=_NamedTupleMeta):
    pass


def NewType(name, tp):
    return lambda value: value


def cast(typ, val):
    return val


def overload(func):
    return func


def final(func):
    return func


def override(func):
    return func


def runtime_checkable(cls):
    return cls


def no_type_check(func):
    return func


def get_type_hints(obj, *args, **kwargs):
    return {}


def assert_never(arg, /):
    raise AssertionError(f"Expected code to be unreachable, but got: {arg!r}")
