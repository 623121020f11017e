# What asyncio has besides its event loop, futures and tasks, which are written in Rust (see asyncio.rs). Everything happens in the order
# in which it happens in CPython 3.14.
from collections import deque as _deque
import heapq as _heapq

ALL_COMPLETED = "ALL_COMPLETED"
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
TimeoutError = TimeoutError


class BrokenBarrierError(RuntimeError):
    __module__ = "asyncio.exceptions"


class IncompleteReadError(EOFError):
    __module__ = "asyncio.exceptions"


class QueueEmpty(Exception):
    __module__ = "asyncio.queues"


class QueueFull(Exception):
    __module__ = "asyncio.queues"


class QueueShutDown(Exception):
    __module__ = "asyncio.queues"


# The loop


class AbstractEventLoop:
    __module__ = "asyncio.events"


class _Loop(AbstractEventLoop):
    __module__ = "asyncio.unix_events"
    __qualname__ = "_UnixSelectorEventLoop"

    def __init__(self):
        self._closed = False
        self._debug = False
        self._handler = None
        self.set_task_factory(None)

    def __repr__(self):
        return f"<_UnixSelectorEventLoop running={_is_running()} closed={self._closed} debug={self._debug}>"

    def time(self):
        return _time()

    def call_soon(self, callback, *args, context=None):
        self._check()
        return _call_soon(*_in_context(context, callback, args))

    def call_soon_threadsafe(self, callback, *args, context=None):
        return self.call_soon(callback, *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        self._check()
        return _call_at(_time() + delay, *_in_context(context, callback, args))

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check()
        return _call_at(when, *_in_context(context, callback, args))

    def create_future(self):
        return _future()

    def create_task(self, coro, *, name=None, context=None, eager_start=None):
        self._check()
        return _new_task(coro, name, context, eager_start)

    def run_until_complete(self, future):
        self._check()
        if _is_running():
            raise RuntimeError("This event loop is already running")
        future = _ensure_future(future)
        return __run_loop__(future)

    def run_forever(self):
        self._check()
        if _is_running():
            raise RuntimeError("This event loop is already running")
        __run_loop__(None)

    def stop(self):
        _stop()

    def is_running(self):
        return _is_running()

    def is_closed(self):
        return self._closed

    def close(self):
        if _is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    async def shutdown_asyncgens(self):
        generators = _async_generators()
        if generators:
            await gather(*[_close_generator(generator.aclose()) for generator in generators], return_exceptions=True)

    async def shutdown_default_executor(self, timeout=None):
        while _threads:
            await _threads[0]

    def run_in_executor(self, executor, func, *args):
        self._check()
        if iscoroutine(func) or iscoroutinefunction(func):
            raise TypeError("coroutines cannot be used with run_in_executor()")
        future = _future("a thread")
        _run_in_thread(executor, future, func, args)
        return future

    def set_default_executor(self, executor):
        pass

    def set_exception_handler(self, handler):
        self._handler = handler

    def get_exception_handler(self):
        return self._handler

    def call_exception_handler(self, context):
        if self._handler is not None:
            self._handler(self, context)
        else:
            self.default_exception_handler(context)

    def default_exception_handler(self, context):
        _warn(context.get("message") or "Unhandled exception in event loop")

    def set_task_factory(self, factory):
        if factory is not None and factory is not eager_task_factory:
            raise NotImplementedError("a task factory of one's own is not supported here; asyncio.eager_task_factory is")
        self._task_factory = factory
        _set_eager(factory is not None)

    def get_task_factory(self):
        return self._task_factory

    def _check(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")


def _tell_callback_error(name, error, text):
    context = {"message": f"Exception in callback {name}", "exception": error}
    if _loop is not None and _loop._handler is not None:
        _loop._handler(_loop, context)
    else:
        _warn(f"{context['message']}\n{text}")


_loop = None


# Those that have not ended.
_threads = []


def _run_in_thread(executor, future, func, args):
    if executor is not None:
        if executor._running >= executor._max_workers:
            executor._waiting.append((future, func, args))
            return
        executor._running += 1
    ended = _start_thread(future, func, args)
    _threads.append(ended)
    ended.add_done_callback(lambda ended: _on_thread_ended(executor, ended))


def _on_thread_ended(executor, ended):
    _threads.remove(ended)
    if executor is not None:
        executor._running -= 1
        if executor._waiting:
            _run_in_thread(executor, *executor._waiting.pop(0))


def get_running_loop():
    if not _is_running():
        raise RuntimeError("no running event loop")
    return get_event_loop()


def get_event_loop():
    global _loop
    if _loop is None:
        if not _is_running():
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        _loop = _Loop()
    return _loop


def new_event_loop():
    return _Loop()


def set_event_loop(loop):
    global _loop
    _loop = loop


def _get_running_loop():
    return get_event_loop() if _is_running() else None


class Runner:
    __module__ = "asyncio.runners"

    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = None
        self._factory = loop_factory
        self._is_closed = False

    def __enter__(self):
        self._start()
        return self

    def __exit__(self, exc_type, exc, tb):
        self.close()

    def _start(self):
        if self._is_closed:
            raise RuntimeError("Runner is closed")
        if self._loop is None:
            self._loop = self._factory() if self._factory is not None else new_event_loop()
            set_event_loop(self._loop)

    def get_loop(self):
        self._start()
        return self._loop

    def run(self, coro, *, context=None):
        if _is_running():
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._start()
        if not iscoroutine(coro):
            if hasattr(coro, "__await__"):
                coro = _wrap_awaitable(coro)
            else:
                raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        return self._loop.run_until_complete(_create_task(coro))

    def close(self):
        if self._loop is None or self._is_closed:
            return
        self._is_closed = True
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
        finally:
            set_event_loop(None)
            loop.close()
            self._loop = None


def _cancel_all_tasks(loop):
    tasks = _all_tasks()
    if not tasks:
        return
    for task in tasks:
        task.cancel()
    loop.run_until_complete(gather(*tasks, return_exceptions=True))
    for task in tasks:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": task.exception(),
                "task": task,
            })


def run(main, *, debug=None, loop_factory=None):
    if _is_running():
        if iscoroutine(main):
            main.close()
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


# Tasks


def create_task(coro, *, name=None, context=None, eager_start=None):
    get_running_loop()
    return _new_task(coro, name, context, eager_start)


def eager_task_factory(loop, coro, *, name=None, context=None, eager_start=True):
    return _new_task(coro, name, context, eager_start)


def _new_task(coro, name, context, eager_start):
    if context is None:
        return _create_task(coro, name, eager_start)
    return context.run(_create_task, coro, name, eager_start)


def _in_context(context, callback, args):
    return (callback, *args) if context is None else (context.run, callback, *args)


def current_task(loop=None):
    get_running_loop()
    return _current_task()


def all_tasks(loop=None):
    if loop is None:
        get_running_loop()
    return set(_all_tasks())


def ensure_future(coro_or_future, *, loop=None):
    return _ensure_future(coro_or_future)


def wrap_future(future, *, loop=None):
    return _ensure_future(future)


async def _close_generator(closing):
    return await closing


async def _wrap_awaitable(awaitable):
    return await awaitable


async def _anext_or(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default


async def sleep(delay, result=None):
    if delay <= 0:
        await _yield_once()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    get_running_loop()
    future = _future()
    handle = _set_result_at(_time() + delay, future, result, delay)
    try:
        return await future
    finally:
        handle.cancel()


def gather(*coros_or_futures, return_exceptions=False):
    return _gather(coros_or_futures, return_exceptions)


def _release(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    for future in fs:
        if iscoroutine(future):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    waiter = _future("one of several tasks" if return_when == FIRST_COMPLETED else "several tasks")
    handle = None
    if timeout is not None:
        handle = _call_at(_time() + timeout, _release, waiter)
    left = len(fs)

    def on_completion(future):
        nonlocal left
        left -= 1
        has_failed = return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None
        if left <= 0 or return_when == FIRST_COMPLETED or has_failed:
            if handle is not None:
                handle.cancel()
            _release(waiter)

    for future in fs:
        future.add_done_callback(on_completion)
    try:
        await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for future in fs:
            future.remove_done_callback(on_completion)
    done, pending = set(), set()
    for future in fs:
        (done if future.done() else pending).add(future)
    return done, pending


async def _cancel_and_wait(future):
    waiter = _future("a task that ends")

    def release(_):
        _release(waiter)

    future.add_done_callback(release)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(release)


async def wait_for(fut, timeout):
    if timeout is not None and timeout <= 0:
        fut = _ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as error:
            raise TimeoutError from error
    async with _new_timeout(timeout):
        return await fut


class _AsCompleted:
    __module__ = "asyncio.tasks"
    __qualname__ = "_AsCompletedIterator"

    def __init__(self, aws, timeout):
        self._done = Queue()
        self._handle = None
        unique = []
        for awaitable in aws:
            if not any(awaitable is other for other in unique):
                unique.append(awaitable)
        self._todo = [_ensure_future(awaitable) for awaitable in unique]
        for future in self._todo:
            future.add_done_callback(self._on_completion)
        self._left = len(self._todo)
        if self._todo and timeout is not None:
            self._handle = _call_at(_time() + timeout, self._on_timeout)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._left:
            raise StopAsyncIteration
        self._left -= 1
        return await self._next(False)

    def __next__(self):
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._next(True)

    def _on_timeout(self):
        for future in self._todo:
            future.remove_done_callback(self._on_completion)
            self._done.put_nowait(None)
        self._todo.clear()

    def _on_completion(self, future):
        if not self._todo:
            return
        self._todo.remove(future)
        self._done.put_nowait(future)
        if not self._todo and self._handle is not None:
            self._handle.cancel()

    async def _next(self, resolves):
        future = await self._done.get()
        if future is None:
            raise TimeoutError
        return future.result() if resolves else future


def as_completed(fs, *, timeout=None):
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect an iterable of futures, not {type(fs).__name__}")
    return _AsCompleted(fs, timeout)


def shield(arg):
    inner = _ensure_future(arg)
    if inner.done():
        return inner
    outer = _future("a shielded task")

    def on_inner(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def on_outer(outer):
        if not inner.done():
            inner.remove_done_callback(on_inner)

    inner.add_done_callback(on_inner)
    outer.add_done_callback(on_outer)
    return outer


async def to_thread(func, /, *args, **kwargs):
    loop = get_running_loop()
    return await loop.run_in_executor(None, lambda: func(*args, **kwargs))


def run_coroutine_threadsafe(coro, loop):
    return _create_task(coro)


# Timeouts


class Timeout:
    __module__ = "asyncio.timeouts"

    def __init__(self, when):
        self._state = "created"
        self._handle = None
        self._task = None
        self._when = when

    def when(self):
        return self._when

    def reschedule(self, when):
        if self._state != "active":
            if self._state == "created":
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
        if when is None:
            self._handle = None
        elif when <= _time():
            self._handle = _call_soon(self._on_timeout)
        else:
            self._handle = _call_at(when, self._on_timeout)

    def expired(self):
        return self._state in ("expiring", "expired")

    def __repr__(self):
        info = [self._state]
        if self._state == "active":
            info.append(f"when={round(self._when, 3) if self._when is not None else None}")
        return f"<Timeout [{' '.join(info)}]>"

    async def __aenter__(self):
        if self._state != "created":
            raise RuntimeError("Timeout has already been entered")
        task = _current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = "active"
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state == "expiring":
            self._state = "expired"
            if self._task.uncancel() <= self._cancelling and exc_type is not None:
                if issubclass(exc_type, CancelledError):
                    raise TimeoutError from exc
                self._insert_timeout_error(exc)
                if isinstance(exc, ExceptionGroup):
                    for part in exc.exceptions:
                        self._insert_timeout_error(part)
        elif self._state == "active":
            self._state = "exited"
        return None

    def _on_timeout(self):
        self._task.cancel()
        self._state = "expiring"
        self._handle = None

    @staticmethod
    def _insert_timeout_error(exc):
        while exc.__context__ is not None:
            if isinstance(exc.__context__, CancelledError):
                error = TimeoutError()
                error.__context__ = error.__cause__ = exc.__context__
                exc.__context__ = error
                break
            exc = exc.__context__


def timeout(delay):
    get_running_loop()
    return Timeout(_time() + delay if delay is not None else None)


_new_timeout = timeout


def timeout_at(when):
    return Timeout(when)


# Groups


class TaskGroup:
    __module__ = "asyncio.taskgroups"

    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._parent = None
        self._cancels_parent = False
        self._tasks = {}
        self._errors = []
        self._base_error = None
        self._completed = None

    def __repr__(self):
        info = [""]
        if self._tasks:
            info.append(f"tasks={len(self._tasks)}")
        if self._errors:
            info.append(f"errors={len(self._errors)}")
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return f"<TaskGroup{' '.join(info)}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        self._parent = _current_task()
        if self._parent is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self._exiting = True
        if exc is not None and self._is_base_error(exc) and self._base_error is None:
            self._base_error = exc
        cancelled = exc if exc is not None and isinstance(exc, CancelledError) else None
        if exc is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._completed is None:
                self._completed = _future("the tasks of a group")
            try:
                await self._completed
            except CancelledError as error:
                if not self._aborting:
                    cancelled = error
                    self._abort()
            self._completed = None
        if self._base_error is not None:
            raise self._base_error
        if self._cancels_parent and self._parent.uncancel() == 0:
            cancelled = None
        if cancelled is not None and not self._errors:
            raise cancelled
        if exc is not None and not isinstance(exc, CancelledError):
            self._errors.append(exc)
        if self._errors:
            if self._parent.cancelling():
                self._parent.uncancel()
                self._parent.cancel()
            errors, self._errors = self._errors, []
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", errors) from None

    def create_task(self, coro, *, name=None, context=None, eager_start=None):
        if not self._entered:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = _new_task(coro, name, context, eager_start)
        self._tasks[task] = None
        task.add_done_callback(self._on_task_done)
        return task

    def _is_base_error(self, exc):
        return isinstance(exc, (SystemExit, KeyboardInterrupt))

    def _abort(self):
        self._aborting = True
        for task in list(self._tasks):
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.pop(task, None)
        if self._completed is not None and not self._tasks and not self._completed.done():
            self._completed.set_result(True)
        if task.cancelled():
            return
        exc = task.exception()
        if exc is None:
            return
        self._errors.append(exc)
        if self._is_base_error(exc) and self._base_error is None:
            self._base_error = exc
        if self._parent.done():
            return
        if not self._aborting and not self._cancels_parent:
            self._abort()
            self._cancels_parent = True
            self._parent.cancel()


# Locks


class _Lockable:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Lockable):
    __module__ = "asyncio.locks"

    def __init__(self):
        self._waiters = _deque()
        self._locked = False

    def __repr__(self):
        return _lock_repr(self, "locked" if self._locked else "unlocked")

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all(waiter.cancelled() for waiter in self._waiters):
            self._locked = True
            return True
        future = _future("a lock")
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if not self._locked:
                self._wake_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_first()

    def _wake_first(self):
        if self._waiters and not self._waiters[0].done():
            self._waiters[0].set_result(True)


def _lock_repr(lock, state):
    if lock._waiters:
        state += f", waiters:{len(lock._waiters)}"
    kind = type(lock)
    return f"<{kind.__module__}.{kind.__qualname__} object at {hex(id(lock))} [{state}]>"


class Event:
    __module__ = "asyncio.locks"

    def __init__(self):
        self._waiters = _deque()
        self._value = False

    def __repr__(self):
        return _lock_repr(self, "set" if self._value else "unset")

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for future in self._waiters:
                if not future.done():
                    future.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        future = _future("an event")
        self._waiters.append(future)
        try:
            await future
            return True
        finally:
            self._waiters.remove(future)


class Condition(_Lockable):
    __module__ = "asyncio.locks"

    def __init__(self, lock=None):
        self._lock = lock if lock is not None else Lock()
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = _deque()

    def __repr__(self):
        return _lock_repr(self, "locked" if self.locked() else "unlocked")

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        future = _future("a condition")
        self.release()
        try:
            try:
                self._waiters.append(future)
                try:
                    await future
                    return True
                finally:
                    self._waiters.remove(future)
            finally:
                failure = None
                while True:
                    try:
                        await self.acquire()
                        break
                    except CancelledError as error:
                        failure = error
                if failure is not None:
                    raise failure
        except BaseException:
            self._notify(1)
            raise

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._notify(n)

    def _notify(self, n):
        count = 0
        for future in self._waiters:
            if count >= n:
                break
            if not future.done():
                count += 1
                future.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Lockable):
    __module__ = "asyncio.locks"

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = _deque()
        self._value = value

    def __repr__(self):
        return _lock_repr(self, "locked" if self.locked() else f"unlocked, value:{self._value}")

    def locked(self):
        return self._value == 0 or any(not waiter.cancelled() for waiter in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        future = _future("a semaphore")
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if future.done() and not future.cancelled():
                self._value += 1
            raise
        finally:
            while self._value > 0 and self._wake_next():
                pass
        return True

    def release(self):
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        for future in self._waiters:
            if not future.done():
                self._value -= 1
                future.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    __module__ = "asyncio.locks"

    def __init__(self, value=1):
        self._bound = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Barrier:
    __module__ = "asyncio.locks"

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._cond = Condition()
        self._parties = parties
        self._state = "filling"
        self._count = 0

    def __repr__(self):
        state = self._state
        if not self.broken:
            state += f", waiters:{self.n_waiting}/{self.parties}"
        return f"<asyncio.locks.Barrier object at {hex(id(self))} [{state}]>"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        async with self._cond:
            await self._cond.wait_for(lambda: self._state not in ("draining", "resetting"))
            if self._state == "broken":
                raise BrokenBarrierError("Barrier aborted")
            try:
                index = self._count
                self._count += 1
                if index + 1 == self._parties:
                    self._state = "draining"
                    self._cond.notify_all()
                else:
                    await self._cond.wait_for(lambda: self._state != "filling")
                    if self._state in ("broken", "resetting"):
                        raise BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._count -= 1
                if self._count == 0:
                    if self._state in ("resetting", "draining"):
                        self._state = "filling"
                    self._cond.notify_all()

    async def reset(self):
        async with self._cond:
            self._state = "resetting" if self._count > 0 else "filling"
            self._cond.notify_all()

    async def abort(self):
        async with self._cond:
            self._state = "broken"
            self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == "filling" else 0

    @property
    def broken(self):
        return self._state == "broken"


# Queues


class Queue:
    __module__ = "asyncio.queues"

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = _deque()
        self._putters = _deque()
        self._unfinished_tasks = 0
        self._finished = Event()
        self._finished.set()
        self._is_shutdown = False
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = _deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def __repr__(self):
        return f"<{type(self).__name__} at {hex(id(self))} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def _format(self):
        text = f"maxsize={self._maxsize!r}"
        if getattr(self, "_queue", None):
            text += f" _queue={list(self._queue)!r}"
        if self._getters:
            text += f" _getters[{len(self._getters)}]"
        if self._putters:
            text += f" _putters[{len(self._putters)}]"
        if self._unfinished_tasks:
            text += f" tasks={self._unfinished_tasks}"
        if self._is_shutdown:
            text += " shutdown"
        return text

    def __class_getitem__(cls, item):
        return cls

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    def _wake_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    async def _wait(self, waiters, what, is_blocked):
        waiter = _future(what)
        waiters.append(waiter)
        try:
            await waiter
        except:
            waiter.cancel()
            try:
                waiters.remove(waiter)
            except ValueError:
                pass
            if not is_blocked() and not waiter.cancelled():
                self._wake_next(waiters)
            raise

    async def put(self, item):
        while self.full():
            if self._is_shutdown:
                raise QueueShutDown
            await self._wait(self._putters, "room in a queue", self.full)
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._is_shutdown:
            raise QueueShutDown
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._wake_next(self._getters)

    async def get(self):
        while self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            await self._wait(self._getters, "a queue", self.empty)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            if self._is_shutdown:
                raise QueueShutDown
            raise QueueEmpty
        item = self._get()
        self._wake_next(self._putters)
        return item

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        for waiters in (self._getters, self._putters):
            while waiters:
                waiter = waiters.popleft()
                if not waiter.done():
                    waiter.set_result(None)


class PriorityQueue(Queue):
    __module__ = "asyncio.queues"

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        _heapq.heappush(self._queue, item)

    def _get(self):
        return _heapq.heappop(self._queue)


class LifoQueue(Queue):
    __module__ = "asyncio.queues"

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.pop()


class DefaultEventLoopPolicy:
    pass


def get_event_loop_policy():
    return DefaultEventLoopPolicy()


def set_event_loop_policy(policy):
    pass
