import asyncio
from dataclasses import dataclass, field
from typing import Optional

@dataclass
class Message:
    sender: str
    text: str
    to: Optional[str] = None

@dataclass
class Room:
    name: str
    members: dict[str, asyncio.Queue] = field(default_factory=dict)
    history: list[Message] = field(default_factory=list)

    def join(self, who):
        self.members[who] = asyncio.Queue()
        return self.members[who]

    async def say(self, message):
        self.history.append(message)
        for name, inbox in self.members.items():
            if name != message.sender and message.to in (None, name):
                await inbox.put(message)

async def listener(room, name, count):
    inbox = room.join(name)
    for _ in range(count):
        m = await inbox.get()
        print(f"{name:>6} <- {m.sender}: {m.text!r}")

async def main():
    room = Room("lobby")
    listeners = [asyncio.create_task(listener(room, n, c)) for n, c in (("ada", 1), ("bob", 2), ("cyd", 3))]
    await asyncio.sleep(0)
    await room.say(Message("ada", "hi all"))
    await room.say(Message("bob", "psst", to="cyd"))
    await room.say(Message("cyd", "hello"))
    await room.say(Message("eve", "bye", to="cyd"))
    await asyncio.gather(*listeners)
    print(len(room.history), room.history[1])

asyncio.run(main())
