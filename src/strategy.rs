//! The lesson: the ways of waiting for everyone, each one short `async fn`.
//!
//! (The lines `// lesson: …` tell `build.rs` which functions the figure
//! shows.)

use futures_util::stream::{self, FuturesUnordered, StreamExt, TryStreamExt};

use crate::{
    join_set::JoinSet,
    plan::Code,
    room::{Result, Room},
    time::SimTime,
};

/// Waits for one user after another. No wait begins before the previous one
/// has ended, so it takes the **sum** of the waits.
// lesson: one_by_one
pub async fn one_by_one(room: Room) -> Vec<Code> {
    let mut codes = Vec::new();
    for user in room.users() {
        codes.push(room.code_from(user).await);
    }
    codes
}

/// Spawns a task for each user, then awaits them all. Their waits overlap,
/// so together they take only as long as the **longest**. (In the loop,
/// `yield_if_needed` lets others run while very many tasks are started.)
// lesson: all_at_once
pub async fn all_at_once(room: Room) -> Vec<Code> {
    let mut tasks = JoinSet::new(&room);
    for user in room.users() {
        tasks.spawn(room.code_from(user));
        room.yield_if_needed().await;
    }
    tasks.join_all().await
}

/// Waits for `limit` users at a time: whenever one is done, the next
/// begins. It takes something **in between**. The codes are in order of
/// arrival.
// lesson: at_most
pub async fn at_most(room: Room, limit: usize) -> Vec<Code> {
    let futures = room.users().map(|user| room.code_from(user));
    stream::iter(futures).buffer_unordered(limit).collect().await
}

/// Waits for everyone, but only until one is done: the **shortest** wait.
/// The other futures are dropped, and dropping a future cancels it.
// lesson: first
pub async fn first(room: Room) -> Option<Code> {
    let futures = room.users().map(|user| room.code_from(user));
    let mut futures: FuturesUnordered<_> = futures.collect();
    futures.next().await
}

/// Waits for everyone, but not beyond the **deadline**: the futures whose
/// codes have not arrived by then are dropped.
// lesson: deadline
pub async fn deadline(room: Room, deadline: SimTime) -> Vec<Code> {
    let futures = room.users().map(|user| room.code_from(user));
    let futures: FuturesUnordered<_> = futures.collect();
    let timeout = room.sleep_until(deadline);
    futures.take_until(timeout).collect().await
}

/// Waits for everyone and checks the codes. The **first wrong** one ends
/// it, and the futures whose codes have not arrived are dropped.
///
/// # Errors
///
/// [`WrongCode`](crate::room::WrongCode), if a user types one.
// lesson: fail_fast
pub async fn fail_fast(room: Room) -> Result<Vec<Code>> {
    let futures = room.users().map(|user| room.right_code_from(user));
    let futures: FuturesUnordered<_> = futures.collect();
    futures.try_collect().await
}

/// A mistake: each task keeps the thread until its code arrives. So it
/// takes the **sum** again, and meanwhile the page does **nothing else**.
/// (The room ends this after three real seconds: see `block_for`.)
// lesson: blocking
pub async fn blocking(room: Room) -> Vec<Code> {
    let mut tasks = JoinSet::new(&room);
    for user in room.users() {
        tasks.spawn(room.code_from_blocking(user));
        room.yield_if_needed().await;
    }
    tasks.join_all().await
}

/// A mistake: it makes futures and awaits none. A future does nothing
/// unless it is polled, so **nothing happens**.
#[expect(unused_must_use, reason = "the compiler sees the mistake")]
#[expect(clippy::unused_async, reason = "so does clippy")]
// lesson: never_awaited
pub async fn never_awaited(room: Room) {
    for user in room.users() {
        room.code_from(user);
    }
}
