"""Records what the tasks of an asyncio program do, for the figure <waiting-room> to show.

    python -m waiting_room_recorder app.py -o run.json

or, in a program of one's own:

    with recording("run.json"):
        asyncio.run(main())

It notes when tasks are created, when each takes a step, on which line and for what it waits, how it ends, and what is printed. The file
format is described in docs/recording.md of the project waiting-room. Works with Python 3.9 and later, and needs nothing else.

What values a program works with is its own business: arguments, results and the messages of exceptions are recorded only with
``values=True`` (``--values``). The text of the program and what it prints are recorded, unless ``program=None`` (``--no-program``) and
``prints=False`` (``--no-prints``) say otherwise.
"""

from __future__ import annotations

import argparse
import asyncio
import collections.abc
import contextlib
import json
import os
import runpy
import sys
import time
import types
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

__all__ = ["Recorder", "recording", "main"]
__version__ = "0.1.0"

#: What tasks await, by the coroutine of the standard library that does the waiting.
_AWAITED = {
    "Lock.acquire": "a lock",
    "Event.wait": "an event",
    "Condition.wait": "a condition",
    "Semaphore.acquire": "a semaphore",
    "BoundedSemaphore.acquire": "a semaphore",
    "Barrier.wait": "a barrier",
    "Queue.get": "an item of a queue",
    "Queue.put": "room in a queue",
    "Queue.join": "a queue to be empty",
    "wait": "several tasks",
    "_wait": "several tasks",
    "to_thread": "a thread",
    "StreamReader.read": "data",
    "StreamReader.readline": "data",
    "StreamReader.readexactly": "data",
    "StreamReader.readuntil": "data",
    "StreamWriter.drain": "room to write",
    "StreamWriter.wait_closed": "a connection to close",
    "open_connection": "a connection",
    "Server.serve_forever": "connections",
    "Process.wait": "a process",
}

#: What event loops themselves run to tidy up.
_INTERNAL = ("shutdown_asyncgens", "shutdown_default_executor", "async_generator_athrow")

#: How many values are kept of an event.
_WIDTH = 6

#: The longest description of what a task awaits.
_MOST = 60


class Recorder:
    """Notes what happens in event loops, from when it is made.

    Args:
        file: Only lines of this file are noted; ``None`` for those of any file outside of the standard library.
        values: Whether the messages of exceptions are recorded.
        clock: A function that returns seconds, and never goes back.
    """

    def __init__(
        self, file: Optional[str] = None, values: bool = False, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._file = file
        self._values = values
        self._clock = clock
        self._start = clock()
        #: One event after another, each of `_WIDTH` values: the time in seconds, the name, the task, and what else there is. (Tuples would
        #: be visited by the garbage collector, again and again.)
        self._events: List[Any] = []
        self._tasks = 1
        self._current = 0
        self._partial_line = ""
        #: What is known of code: see `_about`.
        self._known: Dict[Any, Any] = {}
        self._note("created", 0, "module", "<module>")
        self._note("resumed", 0)

    def _note(self, name: str, task: int = 0, first: Any = None, second: Any = None, third: Any = None) -> None:
        self._events.extend((self._clock(), name, task, first, second, third))

    # Loops

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Notes what the tasks do that the loop creates from now on."""
        loop.set_task_factory(self._make_task)
        run = loop.run_until_complete

        def run_until_complete(future: Any) -> Any:
            if self._current or getattr(future, "__name__", "") in _INTERNAL:
                return run(future)
            self._suspended(0, "asyncio.run()", _line_of(sys._getframe(1), self._is_ours))
            try:
                return run(future)
            finally:
                self._resumed(0)

        loop.run_until_complete = run_until_complete  # type: ignore[method-assign]

    def _make_task(self, loop: asyncio.AbstractEventLoop, coroutine: Any, **options: Any) -> "asyncio.Task[Any]":
        if not hasattr(coroutine, "send") or getattr(coroutine, "__name__", type(coroutine).__name__) in _INTERNAL:
            return asyncio.Task(coroutine, loop=loop, **options)
        number = self._tasks
        self._tasks += 1
        recorded = _Coroutine(coroutine, number, self)
        function = getattr(coroutine, "__qualname__", type(coroutine).__name__)
        recorded.place_of_name = len(self._events) + 3
        self._events.extend((self._clock(), "created", number, "", function, self._current))
        task = recorded.task = asyncio.Task(recorded, loop=loop, **options)
        self._events[recorded.place_of_name] = task.get_name()
        if sys.version_info >= (3, 12):
            recorded.place_of_name = 0
        return task

    # Steps. There may be many, so all that can wait until the file is written does.

    def _suspended(self, number: int, on: Any, line: Optional[int]) -> None:
        self._events.extend((self._clock(), "suspended", number, on, line, None))
        self._current = 0

    def _resumed(self, number: int) -> None:
        self._current = number
        self._events.extend((self._clock(), "resumed", number, None, None, None))

    def _interrupted(self) -> None:
        """An eager task takes its first step in the middle of another's."""
        self._note("polled")

    def _ended(self, number: int, how: str, error: Optional[BaseException] = None) -> None:
        if error is not None and self._values and how == "refused":
            self.printed(number, "%s: %s" % (type(error).__name__, error))
        self._note(how, number)
        self._current = 0

    # What is printed

    def printed(self, number: int, text: str) -> None:
        """Notes that the task of that number printed a line."""
        self._note("printed", number, text)

    def written(self, text: str) -> None:
        """Notes what the task that runs writes to standard output."""
        *lines, self._partial_line = (self._partial_line + text).split("\n")
        for line in lines:
            self.printed(self._current, line)

    # Places

    def _is_ours(self, code: Any) -> bool:
        name = code.co_filename
        if self._file is not None:
            return name == self._file
        return not name.startswith((_LIBRARY, "<frozen")) and name != __file__

    def _about(self, coroutine: Any, code: Any) -> Any:
        """What the code of a coroutine is: the program's own, asyncio.sleep, what it waits for in words, or nothing known."""
        if self._is_ours(code):
            return _OURS
        name = getattr(coroutine, "__qualname__", code.co_name)
        return _SLEEP if name == "sleep" and "asyncio" in code.co_filename else _AWAITED.get(name, _UNKNOWN)

    # The file

    def events(self) -> List[List[Any]]:
        """Everything that happened, as the file has it: times in microseconds since the start."""
        rows: List[List[Any]] = []
        began = 0
        for index in range(0, len(self._events), _WIDTH):
            seconds, name, task, *values = self._events[index : index + _WIDTH]
            at = self._microseconds(seconds)
            if name == "resumed":
                began = at
                # When what it awaited has happened, nobody knows; a step can tell only that it has.
                rows += [[at, "woken", task], [at, name, task]]
            elif name == "suspended":
                on, line, _ = values
                awaited = ["sleep", self._microseconds(on)] if isinstance(on, float) else [on]
                rows.append([at, name, task] + awaited + ([line] if line else []))
            elif name != "polled":
                rows.append([at, name] + ([] if name == "finished" else [task]) + [value for value in values if value is not None])
            if name in ("suspended", "polled", "done", "refused", "cancelled"):
                rows.append([at, "polled", 1, at - began])
        return rows

    def _microseconds(self, at: float) -> int:
        return max(0, round((at - self._start) * 1e6))

    def finish(self) -> None:
        """Notes that the program has ended."""
        if self._partial_line:
            self.written("\n")
        self._note("done", 0)
        self._note("finished")

    def save(self, path: str, program: str = "") -> None:
        """Writes the recording to a file, with the text of the program."""
        events = self.events()
        run = ",\n".join(json.dumps(row, ensure_ascii=False) for row in events)
        head = {
            "kind": "waiting-room recording 2",
            "attributes": {"program": program},
            "seconds": events[-1][0] / 1e6,
            "hidden": [],
        }
        text = json.dumps(head, ensure_ascii=False)[:-1] + ',"runs":[\n{"strategy":"program","events":[\n' + run + "\n]}\n]}\n"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


class _Coroutine(collections.abc.Coroutine):
    """A coroutine that tells a recorder of each of its steps. To asyncio it looks like the one in it."""

    __slots__ = ("_coroutine", "_number", "_recorder", "task", "place_of_name")

    def __init__(self, coroutine: Any, number: int, recorder: Recorder) -> None:
        self._coroutine = coroutine
        self._number = number
        self._recorder = recorder
        #: Its task, once that is made.
        self.task: Any = None
        #: Where among the events its name stands, until its first step.
        self.place_of_name = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._coroutine, name)

    def __await__(self) -> Any:
        return self

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        return self.send(None)

    def send(self, value: Any) -> Any:
        recorder, number = self._recorder, self._number
        if recorder._current or self.place_of_name:
            return self._step(self._coroutine.send, value)
        # The usual step, in as few calls as can be: it is what recording costs.
        recorder._current = number
        recorder._events.extend((recorder._clock(), "resumed", number, None, None, None))
        try:
            awaited = self._coroutine.send(value)
        except BaseException as error:
            self._end(error)
            raise
        on, line = _place(self._coroutine, awaited, recorder)
        recorder._events.extend((recorder._clock(), "suspended", number, on, line, None))
        recorder._current = 0
        return awaited

    def throw(self, *error: Any) -> Any:  # type: ignore[override]
        return self._step(self._coroutine.throw, *error)

    def close(self) -> None:
        self._coroutine.close()

    def _step(self, step: Callable[..., Any], *arguments: Any) -> Any:
        recorder, number = self._recorder, self._number
        if self.place_of_name:
            # Before Python 3.12, a task is given its name after it was made.
            if self.task is not None:
                recorder._events[self.place_of_name] = self.task.get_name()
            self.place_of_name = 0
        outer = recorder._current
        if outer:
            recorder._interrupted()
        recorder._resumed(number)
        try:
            awaited = step(*arguments)
        except BaseException as error:
            self._end(error)
            raise
        else:
            on, line = _place(self._coroutine, awaited, recorder)
            recorder._suspended(number, on, line)
            return awaited
        finally:
            if outer:
                recorder._resumed(outer)

    def _end(self, error: BaseException) -> None:
        if isinstance(error, StopIteration):
            # A task that cancelled itself is cancelled, although its coroutine returns.
            how = "cancelled" if getattr(self.task, "_must_cancel", False) else "done"
        else:
            how = "cancelled" if isinstance(error, asyncio.CancelledError) else "refused"
        self._recorder._ended(self._number, how, error)
        # The task and its coroutine would keep each other alive.
        self.task = None


def _place(coroutine: Any, awaited: Any, recorder: Recorder) -> Tuple[Any, Optional[int]]:
    """What a suspended coroutine awaits, and on which line of the program. (A float is the time until which it sleeps.)"""
    known = recorder._known
    line, inner = None, coroutine
    while inner is not None:
        if type(inner) is types.CoroutineType:
            frame, deeper = inner.cr_frame, inner.cr_await
        else:
            frame_of, next_of = _LINKS.get(type(inner), ("cr_frame", "cr_await"))
            frame, deeper = getattr(inner, frame_of, None), getattr(inner, next_of, None)
        if frame is None:
            break
        about = known.get(frame.f_code)
        if about is None:
            about = known[frame.f_code] = recorder._about(inner, frame.f_code)
        if about is _OURS:
            line = frame.f_lineno
        elif about is _SLEEP:
            return _due(frame, recorder), line
        elif about is not _UNKNOWN:
            return about, line
        inner = deeper
    return _of_future(awaited), line


#: How to go from what is like a coroutine to its frame and to what it awaits.
_LINKS = {
    types.GeneratorType: ("gi_frame", "gi_yieldfrom"),
    types.AsyncGeneratorType: ("ag_frame", "ag_await"),
}

#: What is known of code: it is the program's; it is asyncio.sleep; nothing.
_OURS, _SLEEP, _UNKNOWN = object(), object(), object()


def _due(frame: Any, recorder: Recorder) -> Any:
    """When a sleep is over, by the recorder's clock."""
    timer = frame.f_locals.get("h")
    if timer is None:
        return "its turn"
    return recorder._clock() + timer.when() - asyncio.get_running_loop().time()


def _of_future(awaited: Any) -> str:
    if awaited is None:
        return "its turn"
    if isinstance(awaited, asyncio.Task):
        return ("task " + awaited.get_name())[:_MOST]
    return "several tasks" if type(awaited).__name__ == "_GatheringFuture" else "a future"


def _line_of(frame: Any, is_ours: Callable[[Any], bool]) -> Optional[int]:
    while frame is not None:
        if is_ours(frame.f_code):
            return int(frame.f_lineno)
        frame = frame.f_back
    return None


_LIBRARY = os.path.dirname(os.__file__)


class _Output:
    """Standard output that also tells the recorder."""

    def __init__(self, stream: Any, recorder: Recorder) -> None:
        self._stream = stream
        self._recorder = recorder

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        self._recorder.written(text)
        return int(self._stream.write(text))


@contextlib.contextmanager
def recording(
    path: str,
    *,
    file: Optional[str] = None,
    program: Optional[str] = "",
    values: bool = False,
    prints: bool = True,
) -> Iterator[Recorder]:
    """Records the event loops that are made while it is entered, and the one that runs now, and writes the file when it is left.

    Args:
        path: The file to write.
        file: The file whose lines are noted; by default the one that calls this.
        program: The text of that file; by default it is read; ``None`` to leave it out.
        values: Whether the messages of exceptions are recorded.
        prints: Whether what is printed is recorded.
    """
    if file is None:
        file = sys._getframe(2).f_code.co_filename
    if program == "":
        program = _read(file)
    recorder = Recorder(file, values)
    make_loop, stdout = asyncio.events.new_event_loop, sys.stdout

    def new_event_loop() -> asyncio.AbstractEventLoop:
        loop = make_loop()
        recorder.watch(loop)
        return loop

    with contextlib.suppress(RuntimeError):
        asyncio.get_running_loop().set_task_factory(recorder._make_task)
    asyncio.events.new_event_loop = asyncio.new_event_loop = new_event_loop
    if prints:
        sys.stdout = _Output(stdout, recorder)  # type: ignore[assignment]
    try:
        yield recorder
    finally:
        asyncio.events.new_event_loop = asyncio.new_event_loop = make_loop
        sys.stdout = stdout
        recorder.finish()
        recorder.save(path, program or "")


def _read(file: str) -> str:
    try:
        with open(file, encoding="utf-8") as source:
            return source.read()
    except OSError:
        return ""


def main(arguments: Optional[List[str]] = None) -> None:
    """Runs a program as python does, and records it."""
    parser = argparse.ArgumentParser(prog="python -m waiting_room_recorder", description="Records an asyncio program.")
    parser.add_argument("program", help="the program to run")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="its arguments")
    parser.add_argument("-o", "--output", default="run.json", help="the file to write (default: run.json)")
    parser.add_argument("--values", action="store_true", help="record the messages of exceptions, too")
    parser.add_argument("--no-prints", action="store_true", help="do not record what is printed")
    parser.add_argument("--no-program", action="store_true", help="do not record the text of the program")
    options = parser.parse_args(arguments)
    if not os.path.isfile(options.program):
        parser.error("%s cannot be read: there is no such file" % options.program)
    rest = options.arguments
    if "-o" in rest or "--output" in rest:  # options may also stand behind the program
        options, rest = _options_behind(parser, options)
    sys.argv = [options.program] + rest
    sys.path[0] = os.path.dirname(os.path.abspath(options.program))
    text = None if options.no_program else _read(options.program)
    with recording(
        options.output, file=options.program, program=text, values=options.values, prints=not options.no_prints
    ):
        runpy.run_path(options.program, run_name="__main__")


def _options_behind(parser: argparse.ArgumentParser, options: argparse.Namespace) -> Tuple[argparse.Namespace, List[str]]:
    behind = argparse.ArgumentParser(prog=parser.prog, add_help=False)
    behind.add_argument("-o", "--output", default=options.output)
    behind.add_argument("--values", action="store_true", default=options.values)
    behind.add_argument("--no-prints", action="store_true", default=options.no_prints)
    behind.add_argument("--no-program", action="store_true", default=options.no_program)
    found, rest = behind.parse_known_args(options.arguments)
    found.program = options.program
    return found, rest


if __name__ == "__main__":
    main()
