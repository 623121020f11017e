import asyncio as _asyncio

_MISSING = object()


class ContextVar:
    def __init__(self, name, *, default=_MISSING):
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def __class_getitem__(cls, item):
        return cls

    def __repr__(self):
        default = "" if self._default is _MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {hex(id(self))}>"

    def get(self, default=_MISSING):
        value = _asyncio._context().get(self, _MISSING)
        if value is not _MISSING:
            return value
        if default is not _MISSING:
            return default
        if self._default is not _MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value):
        context = _asyncio._context()
        # Contexts are shared until one changes.
        _asyncio._set_context({**context, self: value})
        return Token(self, context.get(self, _MISSING))

    def reset(self, token):
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        token._used = True
        context = _asyncio._context().copy()
        if token._old is _MISSING:
            context.pop(self, None)
        else:
            context[self] = token._old
        _asyncio._set_context(context)


class Token:
    MISSING = _MISSING

    def __init__(self, var, old):
        self.var = var
        self._old = old
        self._used = False

    @property
    def old_value(self):
        return self._old

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.var.reset(self)


class Context:
    def __init__(self, values=None):
        self._values = {} if values is None else values

    def run(self, func, /, *args, **kwargs):
        outer = _asyncio._context()
        _asyncio._set_context(self._values)
        try:
            return func(*args, **kwargs)
        finally:
            self._values = _asyncio._context()
            _asyncio._set_context(outer)

    def copy(self):
        return Context(self._values)

    def get(self, var, default=None):
        return self._values.get(var, default)

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)


def copy_context():
    return Context(_asyncio._context())
