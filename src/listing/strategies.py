# The strategies in Python, with asyncio. The figure shows them beside those of strategy.rs.

# lesson: one_by_one
async def one_by_one(room):
    codes = []
    for user in room.users():
        codes.append(await room.code_from(user))
    return codes

# lesson: all_at_once
async def all_at_once(room):
    tasks = []
    for user in room.users():
        tasks.append(create_task(room.code_from(user)))
    return await gather(*tasks)

# lesson: at_most
async def at_most(room, limit):
    free = Semaphore(limit)
    async def one(user):
        async with free:
            return await room.code_from(user)
    tasks = [create_task(one(user)) for user in room.users()]
    return [await code for code in as_completed(tasks)]

# lesson: first
async def first(room):
    tasks = [create_task(room.code_from(user)) for user in room.users()]
    done, others = await wait(tasks, return_when=FIRST_COMPLETED)
    for task in others:
        task.cancel()
    return done.pop().result()

# lesson: deadline
async def deadline(room, deadline):
    tasks = [create_task(room.code_from(user)) for user in room.users()]
    done, others = await wait(tasks, timeout=deadline)
    for task in others:
        task.cancel()
    return [task.result() for task in done]

# lesson: fail_fast
async def fail_fast(room):
    coroutines = [room.right_code_from(user) for user in room.users()]
    async with TaskGroup() as group:
        tasks = [group.create_task(each) for each in coroutines]
    return [task.result() for task in tasks]

# lesson: blocking
async def blocking(room):
    tasks = []
    for user in room.users():
        tasks.append(create_task(room.code_from_blocking(user)))
    return await gather(*tasks)

# lesson: never_awaited
async def never_awaited(room):
    for user in room.users():
        room.code_from(user)

# Waiting for one user's code.

# lesson: code_from
async def code_from(user):
    code = send_code(user)
    await sleep(user.wait)
    return code

# lesson: right_code_from
async def right_code_from(user):
    code = await code_from(user)
    return check(user, code)

# lesson: code_from_blocking
async def code_from_blocking(user):
    code = send_code(user)
    time.sleep(user.wait)
    return code
