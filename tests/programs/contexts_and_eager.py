import asyncio
import contextvars

var = contextvars.ContextVar("var", default="none")


async def child(name):
    print(name, "starts with", var.get())
    var.set(name)
    await asyncio.sleep(0)
    print(name, "ends with", var.get())
    return name


async def quick():
    print("quick runs as", asyncio.current_task().get_name())
    return 7


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    var.set("when added")
    future.add_done_callback(lambda f: print("callback sees", var.get()))
    context = contextvars.copy_context()
    context.run(var.set, "own")
    future.add_done_callback(lambda f: print("its own context", var.get()), context=context)
    var.set("when finished")
    future.set_result(1)
    loop.call_soon(lambda: print("soon", var.get()))
    loop.call_soon(lambda: print("soon, elsewhere", var.get()), context=contextvars.Context())
    loop.call_later(0.01, lambda: print("later", var.get()))
    var.set("changed")
    await asyncio.sleep(0.02)
    task = asyncio.create_task(child("a"), context=contextvars.Context())
    print(await task, var.get())
    token = var.set("for a while")
    var.reset(token)
    print(var.get(), len(contextvars.copy_context()))

    print("before")
    eager = loop.create_task(child("eager"), name="e", eager_start=True)
    print("after", eager.done(), asyncio.current_task().get_name())
    print(await eager)
    done = loop.create_task(quick(), eager_start=True)
    print(done.done(), await done)
    loop.set_task_factory(asyncio.eager_task_factory)
    tasks = [asyncio.create_task(child(name)) for name in "xy"]
    print("all created", await asyncio.gather(*tasks, quick()))
    async with asyncio.TaskGroup() as group:
        group.create_task(quick())
        group.create_task(child("z"))
        print("in the group")
    loop.set_task_factory(None)
    one = asyncio.ensure_future(quick())
    print(one.done(), await one, loop.get_task_factory())


asyncio.run(main())
asyncio.run(quick())
