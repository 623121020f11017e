import asyncio

class Service:
    def __init__(self, name, interval):
        self.name, self.interval, self.beats = name, interval, 0
        self._stop = asyncio.Event()

    async def run(self):
        try:
            while not self._stop.is_set():
                self.beats += 1
                try:
                    await asyncio.wait_for(self._stop.wait(), timeout=self.interval)
                except asyncio.TimeoutError:
                    continue
        except asyncio.CancelledError:
            print(self.name, "cancelled")
            raise
        finally:
            await asyncio.sleep(0.05)
            print(self.name, "stopped after", self.beats)

    def stop(self):
        self._stop.set()

async def main():
    services = [Service("fast", 0.1), Service("slow", 0.4), Service("stubborn", 10)]
    tasks = {asyncio.create_task(s.run(), name=s.name): s for s in services}
    await asyncio.sleep(1.05)
    for s in services[:2]:
        s.stop()
    done, pending = await asyncio.wait(tasks, timeout=0.2)
    print(sorted(t.get_name() for t in done), [t.get_name() for t in pending])
    for t in pending:
        t.cancel("shutdown")
    results = await asyncio.gather(*pending, return_exceptions=True)
    print([repr(r) for r in results], [t.cancelled() for t in pending])

asyncio.run(main())
