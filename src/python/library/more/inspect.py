from asyncio import iscoroutine, iscoroutinefunction, _is_async_generator as isasyncgen
import types as _types


def isawaitable(object):
    return iscoroutine(object) or hasattr(object, "__await__")


def isfunction(object):
    return isinstance(object, _types.FunctionType)


def isgenerator(object):
    return isinstance(object, _types.GeneratorType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, _types.MethodType)


def getdoc(object):
    return object.__doc__
