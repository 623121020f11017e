import asyncio

SITE = {
    "/": ["/a", "/b", "/c"],
    "/a": ["/b", "/d"],
    "/b": ["/", "/e"],
    "/c": [],
    "/d": ["/missing"],
    "/e": ["/a"],
}

class NotFound(Exception):
    pass

async def get(path):
    await asyncio.sleep(0.1 * len(path))
    try:
        return SITE[path]
    except KeyError:
        raise NotFound(path) from None

class Crawler:
    def __init__(self, workers):
        self.todo, self.seen, self.errors, self.workers = asyncio.Queue(), {}, [], workers

    def add(self, path, depth):
        if path not in self.seen:
            self.seen[path] = depth
            self.todo.put_nowait((path, depth))

    async def work(self, name):
        while True:
            path, depth = await self.todo.get()
            try:
                for link in await get(path):
                    self.add(link, depth + 1)
            except NotFound as error:
                self.errors.append(str(error))
            finally:
                self.todo.task_done()

    async def crawl(self, start):
        self.add(start, 0)
        tasks = [asyncio.create_task(self.work(f"w{i}")) for i in range(self.workers)]
        await self.todo.join()
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        return len([r for r in results if isinstance(r, asyncio.CancelledError)])

async def main():
    for workers in (1, 3):
        start = asyncio.get_running_loop().time()
        c = Crawler(workers)
        cancelled = await c.crawl("/")
        print(workers, dict(c.seen), c.errors, cancelled, f"{asyncio.get_running_loop().time() - start:.1f}s")

asyncio.run(main())
