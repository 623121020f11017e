import asyncio
class AppError(Exception):
    """base"""
class NotFound(AppError):
    def __init__(self, what, *, code=404):
        self.what, self.code = what, code
        super().__init__(f"{what} not found")
class Multi(AppError):
    def __str__(self): return "multi:" + ",".join(map(str, self.args))
for e in (NotFound("page"), Multi(1, 2), AppError(), AppError("a", "b"), KeyError("k"), OSError("disk"), ValueError(None), UnicodeDecodeError.__mro__[1]("u")):
    try:
        raise e
    except AppError as err:
        print("app", type(err).__name__, err, err.args, getattr(err, "code", None))
    except (KeyError, OSError) as err:
        print("builtin", repr(err), err)
    except Exception as err:
        print("other", repr(err))
def chain():
    try:
        try:
            {}["missing"]
        except KeyError as e:
            raise NotFound("key") from e
    except AppError as e:
        raise RuntimeError("top") from e
try:
    chain()
except RuntimeError as e:
    x = e
    while x:
        print(type(x).__name__, "->", end=" ")
        x = x.__cause__
    print("end")
print(issubclass(NotFound, AppError), NotFound.__doc__, AppError.__doc__, isinstance(TimeoutError(), OSError), asyncio.TimeoutError is TimeoutError, issubclass(asyncio.CancelledError, Exception), asyncio.CancelledError.__mro__[1].__name__, asyncio.QueueEmpty.__name__, issubclass(ModuleNotFoundError, ImportError), issubclass(ConnectionResetError, ConnectionError), issubclass(RecursionError, RuntimeError), StopAsyncIteration.__name__, NotImplementedError.__base__.__name__)
async def main():
    async def f(n):
        await asyncio.sleep(n)
        raise NotFound(n)
    rs = await asyncio.gather(f(1), f(2), asyncio.sleep(1, "ok"), return_exceptions=True)
    for r in rs: print(repr(r), isinstance(r, AppError))
    try:
        async with asyncio.TaskGroup() as tg:
            [tg.create_task(f(1)) for _ in range(2)]
    except* NotFound as g:
        print(len(g.exceptions), [e.code for e in g.exceptions], g)
    return "r"
print(asyncio.run(main()))
