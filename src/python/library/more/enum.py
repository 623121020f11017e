class _Auto:
    pass


def auto():
    return _Auto()


class EnumMeta(type):
    def __init_class__(cls):
        _complete(cls)
        return cls

    def __iter__(cls):
        return iter([cls._member_map_[name] for name in cls._member_names_])

    def __reversed__(cls):
        return reversed([cls._member_map_[name] for name in cls._member_names_])

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __contains__(cls, value):
        return isinstance(value, cls) or any(member._value_ == value for member in cls)

    def __repr__(cls):
        return f"<enum {cls.__name__!r}>"

    def __call__(cls, value, names=None):
        if names is not None:
            return _functional(cls, value, names)
        if type(value) is cls:
            return value
        for member in cls._member_map_.values():
            if member._value_ == value:
                return member
        found = cls._missing_(value)
        if found is not None:
            return found
        raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")

    @property
    def __members__(cls):
        return dict(cls._member_map_)


EnumType = EnumMeta


def _functional(cls, name, names):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    pairs = names.items() if isinstance(names, dict) else enumerate(names, 1)
    if not isinstance(names, dict):
        pairs = [(member, number) for number, member in pairs]
    return type(name, (cls,), dict(pairs))


def _is_descriptor(value):
    return callable(value) or isinstance(value, (property, staticmethod, classmethod))


def _complete(cls):
    members = {}
    names = []
    own = dict(cls.__dict__)
    values = []
    for name, value in own.items():
        if name.startswith("_") or _is_descriptor(value) or isinstance(value, _Nonmember):
            continue
        if isinstance(value, _Auto):
            value = cls._generate_next_value_(name, 1, len(values), list(values))
        elif isinstance(value, tuple) and any(isinstance(part, _Auto) for part in value):
            value = tuple([cls._generate_next_value_(name, 1, len(values), list(values)) if isinstance(part, _Auto) else part for part in value])
        values.append(value)
        member = _make(cls, value)
        raw = value
        if not hasattr(member, "_value_"):
            member._value_ = value
        for other in members.values():
            if other._value_ == member._value_:
                members[name] = other
                setattr(cls, name, other)
                break
        else:
            member._name_ = name
            member._sort_order_ = len(names)
            names.append(name)
            members[name] = member
            if "__init__" in own or any("__init__" in base.__dict__ for base in cls.__mro__[1:] if base.__module__ != "enum" and base not in (object, int, str, float)):
                args = raw if isinstance(raw, tuple) else (raw,)
                member.__init__(*args)
            setattr(cls, name, member)
    cls._member_map_ = members
    cls._member_names_ = names


def _make(cls, value):
    args = value if isinstance(value, tuple) else (value,)
    own_new = cls.__dict__.get("__new__")
    if own_new is not None:
        return cls.__new__(cls, *args)
    for base in cls.__mro__[1:]:
        if base in (int, str, float, bytes, tuple):
            return base.__new__(cls, *args)
    return object.__new__(cls)


class _Nonmember:
    def __init__(self, value):
        self.value = value


def nonmember(value):
    return _Nonmember(value)


def unique(cls):
    duplicates = [(name, member.name) for name, member in cls._member_map_.items() if name != member.name]
    if duplicates:
        text = ", ".join([f"{alias} -> {name}" for alias, name in duplicates])
        raise ValueError(f"duplicate values found in {cls!r}: {text}")
    return cls


class Enum(metaclass=EnumMeta):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        numbers = [value for value in last_values if isinstance(value, int)]
        return max(numbers) + 1 if numbers else start

    @classmethod
    def _missing_(cls, value):
        return None

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        if self is other:
            return True
        return NotImplemented

    def __format__(self, spec):
        return format(str(self), spec)


class IntEnum(int, Enum):
    def __eq__(self, other):
        return int(self) == other

    def __hash__(self):
        return hash(int(self))

    __repr__ = Enum.__repr__

    def __str__(self):
        return str(int(self))

    def __format__(self, spec):
        return format(int(self), spec)


class StrEnum(str, Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __eq__(self, other):
        return self._value_ == (other._value_ if isinstance(other, StrEnum) else other)

    def __hash__(self):
        return hash(self._value_)

    __repr__ = Enum.__repr__

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return format(self._value_, spec)


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 2 ** len(last_values)

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            return None
        member = object.__new__(cls)
        member._value_ = value
        parts = [other._name_ for other in cls if other._value_ and other._value_ & value == other._value_]
        member._name_ = "|".join(parts) or None
        return member

    def __or__(self, other):
        return type(self)(self._value_ | other._value_)

    def __and__(self, other):
        return type(self)(self._value_ & other._value_)

    def __xor__(self, other):
        return type(self)(self._value_ ^ other._value_)

    def __invert__(self):
        everything = 0
        for member in type(self):
            everything |= member._value_
        return type(self)(everything & ~self._value_)

    def __contains__(self, other):
        return self._value_ & other._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __eq__(self, other):
        return type(self) is type(other) and self._value_ == other._value_

    def __hash__(self):
        return hash(self._value_)

    def __iter__(self):
        return iter([member for member in type(self) if member._value_ & self._value_])

    def __str__(self):
        if self._name_ is None:
            return f"{type(self).__name__}({self._value_})"
        return f"{type(self).__name__}.{self._name_}"

    def __repr__(self):
        if self._name_ is None:
            return f"<{type(self).__name__}: {self._value_}>"
        return f"<{type(self).__name__}.{self._name_}: {self._value_}>"


class IntFlag(Flag):
    pass
