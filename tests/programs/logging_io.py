import asyncio, sys, io, contextlib

class Logger:
    levels = {"DEBUG": 10, "INFO": 20, "ERROR": 40}

    def __init__(self, name, level="INFO", stream=None):
        self.name, self.level, self.stream = name, self.levels[level], stream or sys.stdout

    def __getattr__(self, name):
        upper = name.upper()
        if upper not in self.levels:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        def log(template, *args):
            if self.levels[upper] >= self.level:
                print(f"[{self.name}:{upper}]", template % args if args else template, file=self.stream)
        return log

async def main():
    log = Logger("app")
    log.debug("hidden")
    log.info("%s has %d items", "cart", 3)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        print("captured")
    print(repr(out.getvalue()))
    quiet = Logger("q", "ERROR", out)
    quiet.error("to buffer")
    quiet.info("dropped")
    print(out.getvalue().splitlines())
    try:
        log.fatal("x")
    except AttributeError as e:
        print(e)
    print(hasattr(log, "info"), hasattr(log, "nope"), getattr(log, "nope", None))
    sys.stdout.write("raw\n")

asyncio.run(main())
