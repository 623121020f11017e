import asyncio, logging, sys

logging.basicConfig(level=logging.INFO, format="%(levelname)-8s %(name)s: %(message)s", stream=sys.stdout)
log = logging.getLogger("app.worker")

async def worker(n):
    log.debug("hidden %d", n)
    log.info("worker %d starts", n)
    await asyncio.sleep(n / 10)
    if n == 2:
        log.warning("%s is slow", f"worker {n}")
    try:
        1 / (n - 1)
    except ZeroDivisionError as e:
        log.error("failed: %s", e)
    return n

async def main():
    logging.info("begin")
    print(await asyncio.gather(*(worker(n) for n in range(3))))
    logging.getLogger("app").setLevel(logging.ERROR)
    log.info("not shown")
    print(log.isEnabledFor(logging.INFO), log.getEffectiveLevel(), logging.getLevelName(30), log.name, log.parent.name)

asyncio.run(main())
