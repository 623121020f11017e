//! The lesson: the ways of waiting for everybody, each one short `async fn`.

use futures_util::stream::{self, FuturesUnordered, StreamExt, TryStreamExt};

use crate::{
    join_set::JoinSet,
    plan::Code,
    room::{Room, WrongCode},
    runtime::Runtime,
    settings::Strategy,
    time::Time,
};

/// Waits for one user after another. Nobody's wait begins before the one before has ended, so it takes the **sum** of
/// the waits.
pub async fn one_by_one<R: Runtime>(room: Room<R>) -> Vec<Code> {
    let mut codes = Vec::new();
    for user in room.users() {
        codes.push(room.code_from(user).await);
    }
    codes
}

/// Starts a task for every user, then waits for all of them. While one task is suspended the others wait too, so it
/// takes only the **longest** wait.
pub async fn all_at_once<R: Runtime>(room: Room<R>) -> Vec<Code> {
    let mut tasks = JoinSet::new(&room);
    for user in room.users() {
        tasks.spawn(room.code_from(user));
        room.yield_if_needed().await;
    }
    tasks.join_all().await
}

/// Waits for some users at a time; whenever one is done, the next begins. It takes something **in between**. The codes
/// are in the order of arrival.
pub async fn at_most<R: Runtime>(room: Room<R>, limit: usize) -> Vec<Code> {
    let waits = stream::iter(room.users()).map(|user| room.code_from(user));
    waits.buffer_unordered(limit).collect().await
}

/// Waits for all, but only until one is done: the **shortest** wait. The others are dropped, and dropping a future
/// cancels it.
pub async fn first<R: Runtime>(room: Room<R>) -> Option<Code> {
    let mut waits: FuturesUnordered<_> = room.users().map(|user| room.code_from(user)).collect();
    waits.next().await
}

/// Waits for all, but not beyond the **deadline**. Who has not arrived by then is dropped.
pub async fn deadline<R: Runtime>(room: Room<R>, deadline: Time) -> Vec<Code> {
    let waits: FuturesUnordered<_> = room.users().map(|user| room.code_from(user)).collect();
    waits.take_until(room.sleep_until(deadline)).collect().await
}

/// Waits for all, and checks the codes. With the **first wrong** one it ends, and who has not arrived is dropped.
///
/// # Errors
///
/// [`WrongCode`], if a user types one.
pub async fn fail_fast<R: Runtime>(room: Room<R>) -> Result<Vec<Code>, WrongCode> {
    let waits: FuturesUnordered<_> = room.users().map(|user| room.right_code_from(user)).collect();
    waits.try_collect().await
}

/// A mistake: tasks that wait without `.await`. Each keeps the thread until its code is in, so it takes the **sum**
/// again, and meanwhile **nothing else** can happen on this page. (After a while that is enough, and they wait as they
/// should.)
pub async fn blocking<R: Runtime>(room: Room<R>, most: Time) -> Vec<Code> {
    let mut tasks = JoinSet::new(&room);
    for user in room.users() {
        tasks.spawn(room.code_from_blocking(user, most));
        room.yield_if_needed().await;
    }
    tasks.join_all().await
}

/// A mistake: futures that nobody awaits. A future does nothing unless it is polled, so **nothing happens**.
#[expect(unused_must_use, clippy::unused_async, reason = "the compiler sees the mistake, and warns")]
pub async fn never_awaited<R: Runtime>(room: Room<R>) {
    for user in room.users() {
        room.code_from(user);
    }
}

/// Runs the strategy of that name in `room`; completes with the codes that came.
pub async fn run<R: Runtime>(strategy: Strategy, room: Room<R>) -> Vec<Code> {
    match strategy {
        Strategy::OneByOne => one_by_one(room).await,
        Strategy::AllAtOnce => all_at_once(room).await,
        Strategy::AtMost(limit) => at_most(room, limit).await,
        Strategy::First => first(room).await.into_iter().collect(),
        Strategy::Deadline(at) => deadline(room, at).await,
        Strategy::FailFast => fail_fast(room).await.unwrap_or_default(),
        Strategy::Blocking(most) => blocking(room, most).await,
        Strategy::NeverAwaited => {
            never_awaited(room).await;
            Vec::new()
        }
    }
}
