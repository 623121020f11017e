import sys as _sys


def warn(message, category=UserWarning, stacklevel=1, **options):
    _sys.stderr.write(f"{category.__name__}: {message}\n")


def filterwarnings(*args, **kwargs):
    pass


def simplefilter(*args, **kwargs):
    pass


class catch_warnings:
    def __init__(self, **options):
        pass

    def __enter__(self):
        return []

    def __exit__(self, *exc_info):
        pass
