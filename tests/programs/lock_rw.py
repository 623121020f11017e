import asyncio

class RWLock:
    def __init__(self):
        self._readers = 0
        self._cond = asyncio.Condition()
        self._writing = False

    def read(self): return _Ctx(self._start_read, self._end_read)
    def write(self): return _Ctx(self._start_write, self._end_write)

    async def _start_read(self):
        async with self._cond:
            await self._cond.wait_for(lambda: not self._writing)
            self._readers += 1

    async def _end_read(self):
        async with self._cond:
            self._readers -= 1
            self._cond.notify_all()

    async def _start_write(self):
        async with self._cond:
            while self._writing or self._readers:
                await self._cond.wait()
            self._writing = True

    async def _end_write(self):
        async with self._cond:
            self._writing = False
            self._cond.notify_all()

class _Ctx:
    def __init__(self, enter, leave): self.enter, self.leave = enter, leave
    async def __aenter__(self): await self.enter()
    async def __aexit__(self, *exc): await self.leave()

async def reader(lock, n, log):
    async with lock.read():
        log.append(f"r{n}+")
        await asyncio.sleep(0.1)
        log.append(f"r{n}-")

async def writer(lock, n, log):
    async with lock.write():
        log.append(f"w{n}+")
        await asyncio.sleep(0.1)
        log.append(f"w{n}-")

async def main():
    lock, log = RWLock(), []
    await asyncio.gather(reader(lock, 1, log), writer(lock, 1, log), reader(lock, 2, log), writer(lock, 2, log), reader(lock, 3, log))
    print(" ".join(log))

asyncio.run(main())
