// The same in JavaScript: what everybody writes first, and the best that we could write.

/** The latest moment at which somebody is due. The clock is looked at once for every 32 users, as in the waiting room. */
function dueTimes() {
  let [now, count, last] = [0, 0, 0];
  return {
    due(wait) {
      if (count++ % 32 === 0) now = performance.now();
      last = Math.max(last, now + wait);
      return now + wait;
    },
    last: () => last,
  };
}

/** What everybody writes first: a timer and a promise for each user. */
export async function promiseAll(waits) {
  const start = performance.now();
  const times = dueTimes();
  const user = (wait) => {
    times.due(wait);
    return new Promise((resolve) => setTimeout(resolve, wait));
  };
  const all = Array.from(waits, user);
  const started = performance.now();
  await Promise.all(all);
  return [started, times.last(), performance.now()].map((at) => at - start);
}

/** The best we could write in JavaScript with a promise for each user: one timer, sleepers grouped by the millisecond. */
export async function oneTimer(waits) {
  const start = performance.now();
  const groups = new Map();
  const sleepUntil = (at) => new Promise((resolve) => {
    const group = groups.get(at);
    if (group) group.push(resolve);
    else groups.set(at, [resolve]);
  });
  const times = dueTimes();
  const user = (wait) => sleepUntil(Math.ceil(times.due(wait)));
  const all = Array.from(waits, user);
  const started = performance.now();
  wakeInTurn(groups);
  await Promise.all(all);
  return [started, times.last(), performance.now()].map((at) => at - start);
}

/** The same with callbacks instead of promises, so that nothing can be awaited any more. */
export function callbacks(waits) {
  return new Promise((resolve) => {
    const start = performance.now();
    const groups = new Map();
    const times = dueTimes();
    const arrived = new Uint32Array(waits.length);
    let count = 0;
    waits.forEach((wait, user) => {
      const due = Math.ceil(times.due(wait));
      const arrive = () => {
        arrived[count++] = user;
        if (count === waits.length) resolve([started, times.last(), performance.now()].map((at) => at - start));
      };
      const group = groups.get(due);
      if (group) group.push(arrive);
      else groups.set(due, [arrive]);
    });
    const started = performance.now();
    wakeInTurn(groups);
  });
}

/**
 * Calls all functions of each group when its time has come; nobody joins a group any more. The next of a crowd wait for each
 * other, as in the waiting room.
 */
function wakeInTurn(groups) {
  const deadlines = [...groups.keys()].sort((a, b) => a - b);
  let [next, sleeping] = [0, [...groups.values()].reduce((sum, { length }) => sum + length, 0)];
  const fire = () => {
    for (; next < deadlines.length && deadlines[next] <= performance.now(); next++) {
      const group = groups.get(deadlines[next]);
      groups.delete(deadlines[next]);
      for (const wake of group) wake();
      sleeping -= group.length;
    }
    if (next === deadlines.length) return;
    const now = performance.now();
    const slack = sleeping > 128 ? Math.min(now + 16, deadlines.at(-1)) : 0;
    setTimeout(fire, Math.max(deadlines[next], slack) - now);
  };
  fire();
}
