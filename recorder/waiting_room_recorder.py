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
import dis
import inspect
import json
import os
import runpy
import sys
import time
import types
from asyncio import current_task
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

#: Whether a task that a factory makes has its name at once. Before, it is given after it was made.
_NAMES_AT_ONCE = sys.version_info >= (3, 14)

#: How many values are kept of an event.
_WIDTH = 7

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
        #: One event after another, each of `_WIDTH` values: at the end of a step in which nothing else happened, when the step began; the
        #: time in seconds, the name, the task, and what else there is. (Tuples would be visited by the garbage collector, again and again.)
        self._events: List[Any] = []
        self._tasks = 1
        self._names = {0: "module"}
        self._current = 0
        #: When the step began that is under way, unless that is noted.
        self._began: Optional[float] = None
        self._partial_line = ""
        #: What is known of code, by its identity. (Code computes its hash anew each time, from all its instructions.)
        self._about: Dict[int, Any] = {}
        #: It must not go away, or something else could have its identity.
        self._code: List[Any] = []
        #: The lines of instructions.
        self._lines: Dict[Tuple[int, int], Optional[int]] = {}
        self._note("created", 0, "<module>")
        self._note("resumed", 0)

    def _note(self, name: str, task: int = 0, first: Any = None, second: Any = None, third: Any = None) -> None:
        self._note_step()
        self._events.extend((None, self._clock(), name, task, first, second, third))

    def _note_step(self) -> None:
        """Notes that a step has begun. That can wait until something happens in it, or it ends."""
        if self._began is not None:
            self._events.extend((None, self._began, "resumed", self._current, None, None, None))
            self._began = None

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
        function = getattr(coroutine, "__qualname__", type(coroutine).__name__)
        if getattr(coroutine, "__name__", function) in _INTERNAL or not hasattr(coroutine, "send"):
            return asyncio.Task(coroutine, loop=loop, **options)
        number = self._tasks
        self._tasks += 1
        self._note("created", number, function, self._current)
        task = asyncio.Task(_Coroutine(coroutine, number, self), loop=loop, **options)  # type: ignore[arg-type]
        self._names[number] = task.get_name()
        return task

    # Steps. There may be many, so all that can wait until the file is written does.

    def _suspended(self, number: int, on: Any, line: Optional[int]) -> None:
        self._note("suspended", number, on, line)
        self._current = 0

    def _resumed(self, number: int) -> None:
        self._note("resumed", number)
        self._current = number

    def _interrupted(self) -> None:
        """An eager task takes its first step in the middle of another's."""
        self._note("polled")

    def _failed(self, number: int, error: BaseException) -> None:
        is_cancelled = isinstance(error, asyncio.CancelledError)
        if self._values and not is_cancelled:
            self.printed(number, "%s: %s" % (type(error).__name__, error))
        self._note("cancelled" if is_cancelled else "refused", number)

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

    def _learn(self, coroutine: Any, code: Any) -> Any:
        """What the code of a coroutine is: the program's own, asyncio.sleep, what it waits for in words, or nothing known."""
        self._code.append(code)
        name = getattr(coroutine, "__qualname__", code.co_name)
        if self._is_ours(code):
            about = _OURS
        elif name == "sleep" and "asyncio" in code.co_filename:
            about = _SLEEP
        else:
            about = _AWAITED.get(name, _UNKNOWN)
        self._about[id(code)] = about
        return about

    # The file

    def events(self) -> List[List[Any]]:
        """Everything that happened, as the file has it: times in microseconds since the start."""
        return list(json.loads("[" + ",".join(self._rows()) + "]"))

    def _rows(self) -> Iterator[str]:
        """The same as JSON. (Put together by hand: an encoder would take several times as long.)"""
        began = 0
        quoted, start = _Quoted(), self._start
        fields = iter(self._events)
        for earlier, seconds, name, task, first, second, third in zip(*[fields] * _WIDTH):
            at = round((seconds - start) * 1e6)
            if earlier is not None:
                began = round((earlier - start) * 1e6)
                yield f'[{began},"woken",{task}],\n[{began},"resumed",{task}]'
            if name == "resumed":
                began = at
                # When what it awaited has happened, nobody knows; a step can tell only that it has.
                yield f'[{at},"woken",{task}],\n[{at},"resumed",{task}]'
            elif name == "suspended":
                line = second if third is None else self._line_at(third, second)
                on = quoted[first] if type(first) is str else f'"sleep",{self._microseconds(first)}'
                place = "" if line is None else f",{line}"
                yield f'[{at},"suspended",{task},{on}{place}],\n[{at},"polled",1,{at - began}]'
            elif name == "created":
                parent = "" if second is None else f",{second}"
                yield f'[{at},"created",{task},{quoted[self._names[task]]},{quoted[first]}{parent}]'
            elif name == "printed":
                yield f'[{at},"printed",{task},{json.dumps(first, ensure_ascii=False)}]'
            elif name == "polled":
                yield f'[{at},"polled",1,{at - began}]'
            elif name == "finished":
                yield f'[{at},"finished"]'
            else:
                yield f'[{at},"{name}",{task}],\n[{at},"polled",1,{at - began}]'

    def _line_at(self, code: Any, instruction: int) -> Optional[int]:
        place = (id(code), instruction)
        if place not in self._lines:
            self._lines[place] = max((start, line) for start, line in dis.findlinestarts(code) if start <= instruction)[1]
        return self._lines[place]

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
        head = {
            "kind": "waiting-room recording 2",
            "attributes": {"program": program},
            "seconds": self._microseconds(self._events[1 - _WIDTH]) / 1e6,
            "hidden": [],
        }
        run = ",\n".join(self._rows())
        text = json.dumps(head, ensure_ascii=False)[:-1] + ',"runs":[\n{"strategy":"program","events":[\n' + run + "\n]}\n]}\n"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


class _Quoted(Dict[str, str]):
    """Texts as JSON, each encoded once."""

    def __missing__(self, text: str) -> str:
        self[text] = json.dumps(text, ensure_ascii=False)
        return self[text]


class _Coroutine:
    """A coroutine that tells a recorder of each of its steps. To asyncio it looks like the one in it."""

    __slots__ = ("_coroutine", "_number", "_recorder", "_steps", "send")

    def __init__(self, coroutine: Any, number: int, recorder: Recorder) -> None:
        self._coroutine = coroutine
        self._number = number
        self._recorder = recorder
        self._steps = _steps(coroutine, number, recorder)
        # A generator's own method needs no call of a Python function. Each step is one of these, so this is what recording costs.
        self.send = self._steps.send

    def __getattr__(self, name: str) -> Any:
        return getattr(self._coroutine, name)

    def __await__(self) -> Any:
        return self._steps

    def throw(self, error: Any, *rest: Any) -> Any:
        if inspect.getgeneratorstate(self._steps) == inspect.GEN_CREATED:
            # A task that is cancelled before its first step takes it nevertheless.
            self._steps = _steps(self._coroutine, self._number, self._recorder, error)
            self.send = self._steps.send
            return self.send(None)
        return self._steps.throw(error, *rest)

    def close(self) -> None:
        self._steps.close()
        self._coroutine.close()


collections.abc.Coroutine.register(_Coroutine)


def _steps(coroutine: Any, number: int, recorder: Recorder, error: Optional[BaseException] = None) -> Iterator[Any]:
    """Takes the steps of a coroutine one by one, and tells the recorder of each. At its first step, it may be thrown an error."""
    if not _NAMES_AT_ONCE:
        recorder._names[number] = current_task().get_name()  # type: ignore[union-attr]
    clock, note, about, send = recorder._clock, recorder._events.extend, recorder._about.get, coroutine.send
    is_ours = code = value = None
    if type(coroutine) is _NATIVE:
        code = coroutine.cr_code
        is_ours = (about(id(code)) or recorder._learn(coroutine, code)) is _OURS
    while True:
        outer = recorder._current
        if outer:
            recorder._interrupted()
        recorder._current, recorder._began = number, clock()
        try:
            awaited = send(value) if error is None else coroutine.throw(error)
        except StopIteration as stop:
            # A task that cancelled itself is cancelled, although its coroutine returns.
            is_cancelled = getattr(current_task(), "_must_cancel", False)
            note((recorder._began, clock(), "cancelled" if is_cancelled else "done", number, None, None, None))
            return stop.value
        except BaseException as failure:
            recorder._failed(number, failure)
            raise
        else:
            # The usual case, that the program itself waits for something well-known, takes as little as can be: it is what recording costs.
            inner = coroutine.cr_await if is_ours else None
            on = about(id(inner.cr_code)) if type(inner) is _NATIVE else None
            if type(on) is str:
                note((recorder._began, clock(), "suspended", number, on, coroutine.cr_frame.f_lasti, code))
            else:
                note((recorder._began, clock(), "suspended", number, *_place(coroutine, awaited, recorder)))
        finally:
            recorder._current, recorder._began = 0, None
            if outer:
                recorder._resumed(outer)
        try:
            value, error = (yield awaited), None
        except GeneratorExit:
            coroutine.close()
            raise
        except BaseException as thrown:
            error = thrown


def _place(coroutine: Any, awaited: Any, recorder: Recorder) -> Tuple[Any, Optional[int], Any]:
    """What a suspended coroutine awaits, and after which instruction of which code of the program. (A float is the time until which it
    sleeps.)"""
    ours, inner, on = None, coroutine, _UNKNOWN
    while inner is not None:
        code_of, next_of, _ = _LINKS.get(type(inner), _LINKS[_NATIVE])
        code = getattr(inner, code_of, None)
        if code is None:
            break
        on = recorder._about.get(id(code))
        if on is None:
            on = recorder._learn(inner, code)
        if on is _OURS:
            ours = inner
        elif on is not _UNKNOWN:
            break
        inner = getattr(inner, next_of)
    frame, code = _frame_and_code(ours)
    if on is _SLEEP:
        on = _due(inner.cr_frame, recorder)
    elif type(on) is not str:
        on = _of_future(awaited)
    return on, frame and frame.f_lasti, code


def _frame_and_code(coroutine: Any) -> Tuple[Any, Any]:
    code_of, _, frame_of = _LINKS.get(type(coroutine), _LINKS[_NATIVE])
    return getattr(coroutine, frame_of, None), getattr(coroutine, code_of, None)


_NATIVE = types.CoroutineType

#: How to go from what is like a coroutine to its code, to what it awaits, and to its frame.
_LINKS = {
    _NATIVE: ("cr_code", "cr_await", "cr_frame"),
    types.GeneratorType: ("gi_code", "gi_yieldfrom", "gi_frame"),
    types.AsyncGeneratorType: ("ag_code", "ag_await", "ag_frame"),
}

#: What is known of code, if not what it waits for: it is the program's; it is asyncio.sleep; nothing; it has not been seen.
_OURS, _SLEEP, _UNKNOWN, _NEW = object(), object(), object(), object()


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

    def write(self, text: str) -> Any:
        self._recorder.written(text)
        return self._stream.write(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)


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
        file = _caller()
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


def _caller() -> str:
    """The file that calls `recording`, be it through an `ExitStack`."""
    frame: Any = sys._getframe(1)
    while frame.f_code.co_filename in (__file__, contextlib.__file__):
        frame = frame.f_back
    return str(frame.f_code.co_filename)


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
    if any(option in ("-o", "--output") or option.startswith("--output=") for option in rest):
        # Options may also stand behind the program.
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
