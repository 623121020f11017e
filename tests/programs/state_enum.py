import asyncio
from enum import Enum, IntEnum, Flag, auto, unique

@unique
class State(Enum):
    IDLE = auto()
    RUNNING = auto()
    DONE = auto()

    @property
    def label(self):
        return self.name.title()

class Level(IntEnum):
    LOW = 1
    HIGH = 10

class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()

class Machine:
    transitions = {State.IDLE: State.RUNNING, State.RUNNING: State.DONE}

    def __init__(self):
        self.state = State.IDLE
        self.changed = asyncio.Condition()

    async def advance(self):
        await asyncio.sleep(0.1)
        async with self.changed:
            self.state = self.transitions[self.state]
            self.changed.notify_all()

    async def wait_for(self, state):
        async with self.changed:
            await self.changed.wait_for(lambda: self.state is state)
        return f"saw {state.label}"

async def main():
    m = Machine()
    waiters = [asyncio.create_task(m.wait_for(s)) for s in (State.DONE, State.RUNNING)]
    await m.advance()
    await m.advance()
    print(await asyncio.gather(*waiters))
    print(list(State), State(2), State["DONE"].value, repr(State.IDLE), State.IDLE == State.IDLE)
    print(Level.HIGH > Level.LOW, Level.HIGH + 1, sorted(Level, reverse=True))
    print(Perm.R | Perm.W, Perm.R in (Perm.R | Perm.W), Perm(0), [p.name for p in Perm])
    try:
        State(9)
    except ValueError as e:
        print(e)
    match m.state:
        case State.DONE:
            print("matched", m.state.name)

asyncio.run(main())
