import asyncio

async def produce(queue):
    for number in range(6):
        await queue.put(number)        # waits while the queue is full
        print("made", number)
        await asyncio.sleep(0.1)

async def consume(queue):
    while True:
        number = await queue.get()
        await asyncio.sleep(0.5)
        print("used", number)
        queue.task_done()

async def main():
    queue = asyncio.Queue(maxsize=2)
    consumer = asyncio.create_task(consume(queue), name="consumer")
    await asyncio.create_task(produce(queue), name="producer")
    await queue.join()
    consumer.cancel()

asyncio.run(main())
