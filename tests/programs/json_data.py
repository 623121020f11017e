import asyncio, json

class Encoder:
    pass

async def fetch(n):
    await asyncio.sleep(0.1)
    return json.dumps({"id": n, "tags": ["a", "b"], "ok": n % 2 == 0, "ratio": n / 4, "none": None})

async def main():
    for text in await asyncio.gather(*map(fetch, range(3))):
        data = json.loads(text)
        print(text, data["tags"], type(data["ratio"]).__name__)
    print(json.dumps({"b": [1, {"c": (2, 3)}], "a": "é\n\"q\" 😀"}, indent=2, sort_keys=True))
    print(json.dumps([], indent=2), json.dumps({}), json.dumps([1, 2], separators=(",", ":")), json.dumps("é", ensure_ascii=False))
    print(json.loads(' [1, -2.5e3, "\\u00e9\\n", true, null, {}] '))
    for bad in ('{"a": }', '[1, 2', '{"a" 1}', '', '[1] x', '"abc'):
        try:
            json.loads(bad)
        except json.JSONDecodeError as e:
            print(repr(bad), "->", e)
    try:
        json.dumps({"x": Encoder()})
    except TypeError as e:
        print(e)
    print(json.dumps({"x": {1, 2}}, default=sorted), json.dumps({1: "a", True: "b", None: "c"}))

asyncio.run(main())
