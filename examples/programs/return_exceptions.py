import asyncio

async def check(host):
    await asyncio.sleep(len(host) / 5)
    if host == "down":
        raise ConnectionError("no answer")
    return "fine"

async def main():
    hosts = ["one", "down", "three"]
    answers = await asyncio.gather(*map(check, hosts), return_exceptions=True)
    for host, answer in zip(hosts, answers):
        # An exception comes back like a result: nothing is raised unless you look.
        verdict = "failed" if isinstance(answer, Exception) else "works"
        print(f"{host} {verdict}: {answer}")

asyncio.run(main())
