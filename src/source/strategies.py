# The strategies as they are written with Python's asyncio. The figure shows them beside those of strategy.rs.

async def one_by_one(room):
    codes = []
    for user in room.users():
        codes.append(await room.code_from(user))
    return codes

async def all_at_once(room):
    tasks = []
    for user in room.users():
        wait = room.code_from(user)
        tasks.append(create_task(wait))
    return await gather(*tasks)

async def at_most(room, limit):
    free = Semaphore(limit)
    async def wait(user):
        async with free:
            return await room.code_from(user)
    tasks = [create_task(wait(user)) for user in room.users()]
    return [await code for code in as_completed(tasks)]

async def first(room):
    tasks = [create_task(room.code_from(user)) for user in room.users()]
    done, others = await wait(tasks, return_when=FIRST_COMPLETED)
    for task in others:
        task.cancel()
    return done.pop().result()

async def deadline(room, deadline):
    tasks = [create_task(room.code_from(user)) for user in room.users()]
    done, others = await wait(tasks, timeout=deadline)
    for task in others:
        task.cancel()
    return [task.result() for task in done]

async def fail_fast(room):
    async with TaskGroup() as group:
        tasks = [group.create_task(room.right_code_from(user)) for user in room.users()]
    return [task.result() for task in tasks]

async def blocking(room):
    tasks = []
    for user in room.users():
        wait = room.code_from_blocking(user)
        tasks.append(create_task(wait))
    return await gather(*tasks)

async def never_awaited(room):
    for user in room.users():
        room.code_from(user)

# Waiting for one user.

async def code_from(user):
    send_code(user)
    await sleep(user.wait)
    return user.code

async def right_code_from(user):
    send_code(user)
    await sleep(user.wait)
    return check(user.code)

async def code_from_blocking(user):
    send_code(user)
    time.sleep(user.wait)
    return user.code
