from functools import wraps as _wraps


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        return None


class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        return None


class ContextDecorator:
    def __call__(self, func):
        @_wraps(func)
        def inner(*args, **kwargs):
            with self._recreate():
                return func(*args, **kwargs)

        return inner

    def _recreate(self):
        return self


class _GeneratorContextManager(ContextDecorator):
    def __init__(self, func, args, kwargs):
        self.gen = func(*args, **kwargs)
        self.func, self.args, self.kwds = func, args, kwargs

    def _recreate(self):
        return _GeneratorContextManager(self.func, self.args, self.kwds)

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, exc_type, exc, tb):
        if exc_type is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if exc is None:
            exc = exc_type()
        try:
            self.gen.throw(exc)
        except StopIteration as error:
            return error is not exc
        except RuntimeError as error:
            if error is exc:
                return False
            if isinstance(exc, StopIteration) and error.__cause__ is exc:
                return False
            raise
        except BaseException as error:
            if error is not exc:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager:
    def __init__(self, func, args, kwargs):
        self.gen = func(*args, **kwargs)
        self.func, self.args, self.kwds = func, args, kwargs

    def __call__(self, func):
        @_wraps(func)
        async def inner(*args, **kwargs):
            async with _AsyncGeneratorContextManager(self.func, self.args, self.kwds):
                return await func(*args, **kwargs)

        return inner

    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, exc_type, exc, tb):
        if exc_type is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if exc is None:
            exc = exc_type()
        try:
            await self.gen.athrow(exc)
        except StopAsyncIteration as error:
            return error is not exc
        except RuntimeError as error:
            if error is exc:
                return False
            if isinstance(exc, (StopIteration, StopAsyncIteration)) and error.__cause__ is exc:
                return False
            raise
        except BaseException as error:
            if error is not exc:
                raise
            return False
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(func):
    @_wraps(func)
    def helper(*args, **kwargs):
        return _GeneratorContextManager(func, args, kwargs)

    return helper


def asynccontextmanager(func):
    @_wraps(func)
    def helper(*args, **kwargs):
        return _AsyncGeneratorContextManager(func, args, kwargs)

    return helper


class suppress:
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc, tb):
        if exc_type is None:
            return False
        if issubclass(exc_type, self._exceptions):
            return True
        if issubclass(exc_type, BaseExceptionGroup):
            rest = exc.split(self._exceptions)[1]
            if rest is None:
                return True
            raise rest
        return False


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class aclosing:
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *exc_info):
        await self.thing.aclose()


class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exc_info):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *exc_info):
        pass


class redirect_stdout:
    def __init__(self, target):
        self._target = target

    def __enter__(self):
        import sys

        self._old, sys.stdout = sys.stdout, self._target
        return self._target

    def __exit__(self, *exc_info):
        import sys

        sys.stdout = self._old


class _Stack:
    def __init__(self):
        self._callbacks = []

    def pop_all(self):
        other = type(self)()
        other._callbacks, self._callbacks = self._callbacks, []
        return other


class ExitStack(_Stack):
    def enter_context(self, manager):
        result = type(manager).__enter__(manager)
        self._callbacks.append(lambda *details: type(manager).__exit__(manager, *details))
        return result

    def push(self, exit):
        self._callbacks.append(lambda *details: type(exit).__exit__(exit, *details) if hasattr(type(exit), "__exit__") else exit(*details))
        return exit

    def callback(self, func, /, *args, **kwargs):
        def call(*details):
            func(*args, **kwargs)
            return False

        self._callbacks.append(call)
        return func

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        is_suppressed = False
        original = exc
        while self._callbacks:
            callback = self._callbacks.pop()
            try:
                if callback(type(exc) if exc is not None else None, exc, None):
                    is_suppressed = True
                    exc = None
            except BaseException as error:
                exc = error
                is_suppressed = False
        if exc is not None and exc is not original:
            raise exc
        return original is not None and is_suppressed


class AsyncExitStack(_Stack):
    async def enter_async_context(self, manager):
        result = await type(manager).__aenter__(manager)

        async def leave(*details):
            return await type(manager).__aexit__(manager, *details)

        self._callbacks.append(leave)
        return result

    def enter_context(self, manager):
        result = type(manager).__enter__(manager)

        async def leave(*details):
            return type(manager).__exit__(manager, *details)

        self._callbacks.append(leave)
        return result

    def callback(self, func, /, *args, **kwargs):
        async def call(*details):
            func(*args, **kwargs)
            return False

        self._callbacks.append(call)
        return func

    def push_async_callback(self, func, /, *args, **kwargs):
        async def call(*details):
            await func(*args, **kwargs)
            return False

        self._callbacks.append(call)
        return func

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc, tb):
        is_suppressed = False
        original = exc
        while self._callbacks:
            callback = self._callbacks.pop()
            try:
                if await callback(type(exc) if exc is not None else None, exc, None):
                    is_suppressed = True
                    exc = None
            except BaseException as error:
                exc = error
                is_suppressed = False
        if exc is not None and exc is not original:
            raise exc
        return original is not None and is_suppressed
