import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")

async def handle(name):
    token = user.set(name)
    await asyncio.sleep(0.1)
    inner = await asyncio.create_task(deep())
    user.reset(token)
    return inner, user.get()

async def deep():
    await asyncio.sleep(0)
    return user.get()

def work():
    return f"thread sees {user.get()}"

async def main():
    print(await asyncio.gather(*(handle(n) for n in ("a", "b"))), user.get())
    user.set("main")
    ctx = contextvars.copy_context()
    print(ctx[user], ctx.run(user.get), user in ctx, len(ctx) >= 1)
    t = asyncio.create_task(deep())
    user.set("changed")
    print(await t, user.get(), user.name)
    class Local:
        pass
    async def per_task(n):
        user.set(n)
        await asyncio.sleep(0.1 * (3 - n))
        return user.get() == n
    print(all(await asyncio.gather(*(per_task(n) for n in range(3)))))

asyncio.run(main())
