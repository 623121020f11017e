import asyncio
import math
import statistics
from itertools import accumulate, groupby, product, zip_longest, chain, islice

async def row(n):
    await asyncio.sleep(1 / (n + 1))
    return [n * k for k in range(1, 5)]

async def main():
    rows = []
    for coro in asyncio.as_completed([row(n) for n in range(4)]):
        rows.append(await coro)
    print(rows)
    rows.sort(key=lambda r: (r[0] % 2, -r[0]))
    print(rows)
    print(list(zip(*rows)), list(map(sum, zip(*rows))))
    flat = list(chain.from_iterable(rows))
    print(statistics.mean(flat), statistics.median(flat), round(statistics.pstdev(flat), 4))
    print(list(accumulate(flat))[-1], math.prod(x for x in flat if x), math.isqrt(sum(flat)))
    print({k: len(list(g)) for k, g in groupby(sorted(flat), key=lambda x: x // 4)})
    print(list(islice(product("ab", range(2)), 3)), list(zip_longest([1, 2], [3], fillvalue="-")))
    print(f"{math.pi:.3f} {math.e:>10.2e} {1234567.891:,.1f} {0.256:.1%} {255:#06x} {5:08b}")
    print(max(rows, key=sum), min(flat, default=None), any(x > 11 for x in flat), all(flat))

asyncio.run(main())
