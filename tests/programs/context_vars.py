import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")

async def show(tag):
    print(tag, user.get())
    await asyncio.sleep(1)
    print(tag, user.get())

async def handle(name):
    token = user.set(name)
    await show(name)
    user.reset(token)
    print(user.get())

async def main():
    await asyncio.gather(handle("ann"), handle("bob"))
    print(user.get())
    ctx = contextvars.copy_context()
    ctx.run(user.set, "inside")
    print(user.get(), ctx[user])

asyncio.run(main())
