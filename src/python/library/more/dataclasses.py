import copy as _copy


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()
KW_ONLY = "KW_ONLY"


class FrozenInstanceError(AttributeError):
    pass


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata or {}
        self.kw_only = kw_only


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _collect(cls, kw_only):
    fields = {}
    for base in reversed(cls.__mro__[1:]):
        for name, inherited in base.__dict__.get("__dataclass_fields__", {}).items():
            fields[name] = inherited
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation.startswith(("ClassVar", "typing.ClassVar")):
            continue
        if annotation in ("KW_ONLY", "dataclasses.KW_ONLY"):
            kw_only = True
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            this = default
            if this.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, this.default)
        else:
            if isinstance(default, (list, dict, set)):
                raise ValueError(f"mutable default {type(default)} for field {name} is not allowed: use default_factory")
            this = field(default=default)
        this.name, this.type = name, annotation
        this.is_init_var = annotation.startswith(("InitVar", "dataclasses.InitVar"))
        if this.kw_only is MISSING:
            this.kw_only = kw_only
        fields[name] = this
    return fields


def _make_init(cls, fields, frozen):
    shown = [this for this in fields.values() if this.init]
    positional = [this for this in shown if not this.kw_only]
    seen_default = None
    for this in positional:
        has_default = this.default is not MISSING or this.default_factory is not MISSING
        if has_default:
            seen_default = this
        elif seen_default is not None:
            raise TypeError(f"non-default argument {this.name!r} follows default argument {seen_default.name!r}")
    name_of = cls.__qualname__

    def __init__(self, /, *args, **kwargs):
        if len(args) > len(positional):
            least = sum(1 for this in positional if this.default is MISSING and this.default_factory is MISSING)
            takes = len(positional) + 1
            wanted = str(takes) if least == len(positional) else f"from {least + 1} to {takes}"
            plural = "" if takes == 1 else "s"
            raise TypeError(f"{name_of}.__init__() takes {wanted} positional argument{plural} but {len(args) + 1} were given")
        values = {}
        for this, value in zip(positional, args):
            values[this.name] = value
        for key, value in kwargs.items():
            if key in values:
                raise TypeError(f"{name_of}.__init__() got multiple values for argument '{key}'")
            if not any(key == this.name for this in shown):
                raise TypeError(f"{name_of}.__init__() got an unexpected keyword argument '{key}'")
            values[key] = value
        missing = [this for this in shown if this.name not in values and this.default is MISSING and this.default_factory is MISSING]
        if missing:
            only = [this for this in missing if not this.kw_only] or missing
            kind = "keyword-only" if only[0].kw_only else "positional"
            names = [repr(this.name) for this in only]
            text = " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + ", and " + names[-1]
            plural = "s" if len(names) > 1 else ""
            raise TypeError(f"{name_of}.__init__() missing {len(names)} required {kind} argument{plural}: {text}")
        init_vars = []
        for this in fields.values():
            if this.name in values:
                value = values[this.name]
            elif this.default_factory is not MISSING:
                value = this.default_factory()
            elif this.default is not MISSING:
                value = this.default
            else:
                continue
            if this.is_init_var:
                init_vars.append(value)
            elif frozen:
                object.__setattr__(self, this.name, value)
            else:
                setattr(self, this.name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__(*init_vars)

    return __init__


def _values(this, names):
    return tuple([getattr(this, name) for name in names])


def _process(cls, init, repr_, eq, order, frozen, kw_only, unsafe_hash):
    fields = _collect(cls, kw_only)
    cls.__dataclass_fields__ = fields
    stored = [this for this in fields.values() if not this.is_init_var]
    compared = [this.name for this in stored if this.compare]
    own = cls.__dict__
    if init:
        function = _make_init(cls, fields, frozen)
        function.__qualname__ = f"{cls.__qualname__}.__init__"
        cls.__init__ = function
    if repr_ and "__repr__" not in own:
        shown = [this.name for this in stored if this.repr]

        def __repr__(self):
            return type(self).__qualname__ + "(" + ", ".join([f"{name}={getattr(self, name)!r}" for name in shown]) + ")"

        cls.__repr__ = __repr__
    if eq and "__eq__" not in own:

        def __eq__(self, other):
            if type(other) is not type(self):
                return NotImplemented
            return _values(self, compared) == _values(other, compared)

        cls.__eq__ = __eq__
        if "__hash__" not in own or own["__hash__"] is None:
            if frozen or unsafe_hash:
                hashed = [this.name for this in stored if (this.compare if this.hash is None else this.hash)]
                cls.__hash__ = lambda self: hash(_values(self, hashed))
            else:
                cls.__hash__ = None
    if order:
        for name, compare in (
            ("__lt__", lambda one, other: one < other),
            ("__le__", lambda one, other: one <= other),
            ("__gt__", lambda one, other: one > other),
            ("__ge__", lambda one, other: one >= other),
        ):
            setattr(cls, name, _make_order(compare, compared))
    if frozen:

        def __setattr__(self, name, value):
            if name in fields or type(self) is cls:
                raise FrozenInstanceError(f"cannot assign to field {name!r}")
            object.__setattr__(self, name, value)

        def __delattr__(self, name):
            raise FrozenInstanceError(f"cannot delete field {name!r}")

        cls.__setattr__ = __setattr__
        cls.__delattr__ = __delattr__
    if "__match_args__" not in own:
        cls.__match_args__ = tuple([this.name for this in fields.values() if this.init and not this.kw_only])
    return cls


def _make_order(compare, compared):
    def method(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return compare(_values(self, compared), _values(other, compared))

    return method


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, frozen, kw_only, unsafe_hash)

    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([this for this in found.values() if not this.is_init_var])


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def _plain(value, make):
    if is_dataclass(value) and not isinstance(value, type):
        return make(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_plain(part, make) for part in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_plain(part, make) for part in value])
    if isinstance(value, dict):
        return {_plain(key, make): _plain(part, make) for key, part in value.items()}
    return _copy.deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("asdict() should be called on dataclass instances")

    def make(value):
        return dict_factory([(this.name, _plain(getattr(value, this.name), make)) for this in fields(value)])

    return make(obj)


def astuple(obj, *, tuple_factory=tuple):
    def make(value):
        return tuple_factory([_plain(getattr(value, this.name), make) for this in fields(value)])

    return make(obj)


def replace(obj, /, **changes):
    for this in obj.__dataclass_fields__.values():
        if this.init and this.name not in changes and not this.is_init_var:
            changes[this.name] = getattr(obj, this.name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    annotations, values = {}, dict(namespace or {})
    for item in fields:
        if isinstance(item, str):
            annotations[item] = "Any"
        else:
            annotations[item[0]] = getattr(item[1], "__name__", str(item[1]))
            if len(item) == 3:
                values[item[0]] = item[2]
    values["__annotations__"] = annotations
    return dataclass(type(cls_name, tuple(bases), values), **options)


class InitVar:
    def __class_getitem__(cls, item):
        return cls
