import asyncio
from collections import defaultdict

class Bus:
    def __init__(self):
        self._handlers = defaultdict(list)

    def on(self, name):
        def register(handler):
            self._handlers[name].append(handler)
            return handler
        return register

    async def emit(self, name, /, **payload):
        handlers = self._handlers.get(name, [])
        results = await asyncio.gather(*(h(**payload) for h in handlers), return_exceptions=True)
        return dict(zip((h.__name__ for h in handlers), results))

bus = Bus()

@bus.on("user.created")
async def send_mail(user, **_):
    await asyncio.sleep(0.2)
    print("mail to", user)
    return "sent"

@bus.on("user.created")
async def add_to_index(user, id):
    await asyncio.sleep(0.1)
    print("indexed", user, id)

@bus.on("user.created")
async def broken(**payload):
    raise LookupError(sorted(payload))

async def main():
    result = await bus.emit("user.created", user="zoe", id=7)
    for name, value in result.items():
        print(f"{name}: {value!r}")
    print(await bus.emit("nothing"))
    try:
        await bus.emit()
    except TypeError as e:
        print(e)

asyncio.run(main())
