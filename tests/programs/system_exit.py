import asyncio
import sys

async def main():
    try:
        await asyncio.sleep(1)
        sys.exit(3)
    finally:
        print("leaving")

asyncio.run(main())
