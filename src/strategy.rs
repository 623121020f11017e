//! The lesson: the ways of waiting for everybody, each one short `async fn`.

use crate::{join_set::JoinSet, plan::Code, room::Room, runtime::Runtime, settings::Strategy};

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

/// Runs the strategy of that name in `room`; completes with the codes, in the order of the users.
pub async fn run<R: Runtime>(strategy: Strategy, room: Room<R>) -> Vec<Code> {
    match strategy {
        Strategy::OneByOne => one_by_one(room).await,
        Strategy::AllAtOnce => all_at_once(room).await,
    }
}
