// The strategies in JavaScript, with promises. The figure shows them beside those of strategy.rs.

// lesson: one_by_one
async function oneByOne(room) {
  const codes = [];
  for (const user of room.users()) {
    codes.push(await room.codeFrom(user));
  }
  return codes;
}

// lesson: all_at_once
async function allAtOnce(room) {
  const promises = [];
  for (const user of room.users()) {
    promises.push(room.codeFrom(user));
  }
  return await Promise.all(promises);
}

// lesson: at_most
async function atMost(room, limit) {
  const [codes, users] = [[], room.users().values()];
  async function worker() {
    for (const user of users) {
      codes.push(await room.codeFrom(user));
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return codes;
}

// lesson: first
async function first(room) {
  const cancel = new AbortController();
  const one = (user) => room.codeFrom(user, cancel.signal);
  const code = await Promise.race(room.users().map(one));
  cancel.abort();
  return code;
}

// lesson: deadline
async function deadline(room, deadline) {
  const signal = AbortSignal.timeout(deadline * 1000);
  const one = (user) => room.codeFrom(user, signal);
  const results = await Promise.allSettled(room.users().map(one));
  return results.flatMap(({ value }) => value ?? []);
}

// lesson: fail_fast
async function failFast(room) {
  const cancel = new AbortController();
  const one = (user) => room.rightCodeFrom(user, cancel.signal);
  try {
    return await Promise.all(room.users().map(one));
  } finally {
    cancel.abort();
  }
}

// lesson: blocking
async function blocking(room) {
  const promises = [];
  for (const user of room.users()) {
    promises.push(room.codeFromBlocking(user));
  }
  return await Promise.all(promises);
}

// lesson: never_awaited
async function neverAwaited(room) {
  for (const user of room.users()) {
    room.codeFrom(user); // in JavaScript, it runs all the same
  }
}

// Waiting for one user's code.

// lesson: code_from
async function codeFrom(user, signal) {
  const code = sendCode(user);
  await sleep(user.wait, signal);
  return code;
}

// lesson: right_code_from
async function rightCodeFrom(user, signal) {
  const code = await codeFrom(user, signal);
  return check(user, code);
}

// lesson: code_from_blocking
async function codeFromBlocking(user) {
  const code = sendCode(user);
  const end = performance.now() + 1000 * user.wait;
  while (performance.now() < end);
  return code;
}
