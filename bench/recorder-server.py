"""A server and fifty clients on one machine: each sends twenty lines and reads an answer to each. Prints how many seconds that took."""

import asyncio
import time


async def handle(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(number, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for turn in range(20):
        writer.write(b"line %d of client %d\n" % (turn, number))
        await writer.drain()
        await reader.readline()
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(*(client(number, port) for number in range(50)))
    server.close()


start = time.perf_counter()
for _ in range(3):
    asyncio.run(main())
print(time.perf_counter() - start)
