def _given(exc):
    return _handled() if exc is None else exc


def format_exc(limit=None, chain=True):
    error = _handled()
    return "NoneType: None\n" if error is None else _format(error)


def print_exc(limit=None, file=None, chain=True):
    _write(format_exc(), file)


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True, **options):
    text = _format(exc if value is None else value)
    return [line + "\n" for line in text.split("\n")[:-1]]


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True, **options):
    _write(_format(exc if value is None else value), file)


def format_exception_only(exc, /, value=None, **options):
    return [_describe(exc if value is None else value)]


def _write(text, file):
    if file is None:
        _warn(text)
    else:
        file.write(text)


def print_stack(f=None, limit=None, file=None):
    pass


def format_tb(tb, limit=None):
    return []


def extract_tb(tb, limit=None):
    return []


def print_tb(tb, limit=None, file=None):
    pass
