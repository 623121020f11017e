# Runs programs in CPython as the little Python runs them: in virtual time, where a loop that has nothing to do moves its clock to the next
# timer instead of waiting. cpython.mjs calls `run`.
import asyncio
import ast
import inspect
import io
import random
import sys
import time
import traceback
import warnings
import weakref

import waiting_room_recorder


numbers = weakref.WeakKeyDictionary()


class OrderedSet(set):
    """What asyncio keeps its tasks in. Its own sets are in the order of addresses, which differs from run to run."""

    def __init__(self, values=()):
        self.order = {}
        for value in values:
            self.add(value)

    def __iter__(self):
        return iter(list(self.order))

    def __repr__(self):
        return f"{{{', '.join(map(repr, self.order))}}}" if self.order else "set()"

    def add(self, value):
        super().add(value)
        self.order[value] = None

    def discard(self, value):
        super().discard(value)
        self.order.pop(value, None)

    def remove(self, value):
        super().remove(value)
        del self.order[value]

    def pop(self):
        value = next(iter(self.order))
        self.remove(value)
        return value

    def clear(self):
        super().clear()
        self.order.clear()


asyncio.taskgroups.set = asyncio.tasks.set = OrderedSet
all_tasks = asyncio.tasks.all_tasks


def all_tasks_in_order(loop=None):
    return sorted(all_tasks(loop), key=numbers.get)


asyncio.runners.tasks = type(sys)("tasks")
asyncio.runners.tasks.__dict__.update(asyncio.tasks.__dict__)
asyncio.runners.tasks.all_tasks = all_tasks_in_order


class Deadlock(BaseException):
    pass


class VirtualLoop(asyncio.base_events.BaseEventLoop):
    def __init__(self, clock):
        super().__init__()
        self._selector = self
        self._clock = clock
        if clock.recorder:
            clock.recorder.watch(self)

    def select(self, timeout):
        if timeout is None:
            raise Deadlock
        self._clock.now += timeout
        return []

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def time(self):
        return self._clock.now

    def create_task(self, coro, *, name=None, **options):
        # CPython counts the tasks of the process, and these are all in one.
        if name is None:
            self._clock.tasks += 1
            name = f"Task-{self._clock.tasks}"
        self._clock.created += 1
        task = super().create_task(coro, name=name, **options)
        numbers[task] = self._clock.created
        return task


class Clock:
    now = 0.0
    tasks = 0
    created = 0
    recorder = None


class Policy(asyncio.events._AbstractEventLoopPolicy):
    def __init__(self, clock):
        self.clock = clock
        self.loop = None

    def get_event_loop(self):
        if self.loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self.loop

    def set_event_loop(self, loop):
        self.loop = loop

    def new_event_loop(self):
        return VirtualLoop(self.clock)


def run(source, is_recorded=False):
    """Returns what a program prints, what it writes to standard error, its exit status and, if it is recorded, its steps."""
    clock = Clock()
    if is_recorded:
        clock.recorder = waiting_room_recorder.Recorder("<program>", clock=lambda: clock.now)
    asyncio._set_running_loop(None)
    asyncio.events._event_loop_policy = Policy(clock)
    time.time = lambda: 1_700_000_000.0 + clock.now
    time.monotonic = time.perf_counter = time.process_time = lambda: clock.now

    def sleep(seconds):
        clock.now += seconds

    time.sleep = sleep
    out, err = io.StringIO(), io.StringIO()
    old = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out, err
    status = 0
    namespace = {"__name__": "__main__"}
    main = type(sys)("__main__")
    main.__dict__.update(namespace)
    sys.modules["__main__"] = main
    try:
        code = compile(source, "<program>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        if code.co_flags & inspect.CO_COROUTINE:
            loop = VirtualLoop(clock)
            loop.run_until_complete(eval(code, main.__dict__))
        else:
            exec(code, main.__dict__)
    except Deadlock:
        status = 3
    except SystemExit as error:
        status = 0 if error.code is None else error.code if isinstance(error.code, int) else 1
    except BaseException:
        traceback.print_exc()
        status = 1
    finally:
        sys.stdout, sys.stderr = old
        asyncio._set_running_loop(None)
    return out.getvalue(), err.getvalue(), status, steps(clock.recorder) if is_recorded else ""


def steps(recorder):
    """The steps of all tasks in their order, a line each: the task, and the line of the program on which it waits then, or how it ended."""
    names, lines = {}, []
    for _, name, task, *values in recorder.events():
        if name == "created":
            names[task] = values[0]
        elif name == "suspended" and task:
            line = values[-1] if isinstance(values[-1], int) and len(values) > 1 + (values[0] == "sleep") else "-"
            lines.append(f"{names[task]} {line}")
        elif name in ("done", "refused", "cancelled") and task:
            lines.append(f"{names[task]} {name}")
    return "".join(f"{line}\n" for line in lines)
